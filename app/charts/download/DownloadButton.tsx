import { Menu, UnstyledButton } from '@mantine/core';
import { lazy, memo, Suspense, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartTableData } from '../ChartTable.tsx';
import classes from './download.module.css';

const importItems = () => import('./DownloadItems.tsx');
const DownloadItems = lazy(async () => ({ default: (await importItems()).DownloadItems }));

/** What is asked of a chart once something of it is to be taken home. */
export interface DownloadSource {
  readonly label: string;
  readonly table: () => ChartTableData;
}

interface DownloadButtonProps {
  /** Called when a file is made; the same function through the chart's life. */
  readonly readSource: () => DownloadSource;
}

/** Opens the menu with what can be downloaded of the chart around it. */
export const DownloadButton = memo(function DownloadButton({ readSource }: DownloadButtonProps) {
  const { t } = useTranslation('views');
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Menu position="bottom-end" returnFocus>
      <Menu.Target>
        <UnstyledButton
          ref={button}
          className={classes.button}
          // Loaded while the pointer is on its way, so that the menu opens whole.
          onPointerEnter={() => void importItems()}
        >
          {t('chart.download')}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Suspense>
          <DownloadItems
            readPlot={() => button.current?.closest('figure')?.querySelector('[data-plot]') ?? null}
            readHead={() => button.current?.closest('figure')?.querySelector('[data-title]') ?? null}
            readSource={readSource}
          />
        </Suspense>
      </Menu.Dropdown>
    </Menu>
  );
});

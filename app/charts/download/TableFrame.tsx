import { UnstyledButton } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { download as saveFile } from '../../ui/download.ts';
import classes from './download.module.css';

interface TableFrameProps {
  /** One line that says what the table holds; names the region and the file. */
  readonly label: string;
  /** Of the box that scrolls. */
  readonly className?: string | undefined;
  /** Draws all rows for as long as `read` takes, where some are left out at first. */
  readonly withAllRows?: (read: () => void) => void;
  /** One `<table>`. */
  readonly children: ReactNode;
}

/** What every table without a chart has around it: a box that scrolls by hand and by keys, and its values as a file. */
export function TableFrame({ label, className, withAllRows, children }: TableFrameProps) {
  const { t } = useTranslation('views');
  const box = useRef<HTMLElement>(null);
  const save = async () => {
    const [{ readTable }, { toCsv }, { toFileName }] = await Promise.all([
      import('./readTable.ts'),
      import('./toCsv.ts'),
      import('./toFileName.ts'),
    ]);
    const read = () => {
      const table = box.current?.querySelector('table');
      if (table) saveFile(toFileName(label, 'csv'), toCsv(readTable(table)), 'text/csv;charset=utf-8');
    };
    if (withAllRows) withAllRows(read);
    else read();
  };
  return (
    <div>
      <div className={classes.tableActions}>
        <UnstyledButton
          className={classes.button}
          aria-label={t('chart.csvOf', { table: label })}
          onClick={() => void save()}
        >
          {t('chart.downloadCsv')}
        </UnstyledButton>
      </div>
      <section
        ref={box}
        className={className}
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and the keyboard must reach it
        tabIndex={0}
      >
        {children}
      </section>
    </div>
  );
}

import { UnstyledButton } from '@mantine/core';
import {
  type ReactNode,
  type RefObject,
  useCallback,
  useDeferredValue,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { ChartTable, type ChartTableData } from './ChartTable.tsx';
import classes from './chart.module.css';
import { DownloadButton } from './download/DownloadButton.tsx';
import download from './download/download.module.css';
import type { Cursor } from './useCursor.ts';

export interface ChartFrameProps {
  /** One sentence that says what the chart shows. */
  readonly label: string;
  /** What stands above the chart, at the left. */
  readonly title?: ReactNode;
  /** Makes the values as text; the same function for the same values. */
  readonly table: () => ChartTableData;
  readonly cursor: Cursor;
  readonly plotRef?: RefObject<HTMLDivElement | null>;
  readonly height: number;
  readonly children: ReactNode;
}

/**
 * What every chart has around it: a title, the readout, a table twin that is always there for screen readers, and the menu
 * that hands out the chart as a file.
 */
export function ChartFrame({ label, title, table, cursor, plotRef, height, children }: ChartFrameProps) {
  const { t } = useTranslation('views');
  const [open, setOpen] = useState(false);
  const twinId = useId();
  // The drawing comes first, and follows a moving hand; hundreds of cells come after it.
  const twin = useDeferredValue(table, null);
  const shown = useRef({ label, table });
  useLayoutEffect(() => {
    shown.current = { label, table };
  }, [label, table]);
  const readSource = useCallback(() => shown.current, []);
  return (
    <figure className={classes.frame}>
      <div className={classes.head}>
        <div className={classes.title} data-title>
          {title}
        </div>
        <div className={download.actions}>
          <UnstyledButton
            className={classes.twinButton}
            aria-expanded={open}
            aria-controls={twinId}
            onClick={() => setOpen(!open)}
          >
            {open ? t('chart.hideTable') : t('chart.table')}
          </UnstyledButton>
          <DownloadButton readSource={readSource} />
        </div>
      </div>
      <div className={classes.plot} ref={plotRef} style={{ height }} data-plot>
        {children}
        <div className={classes.tooltip} ref={cursor.tooltipRef} aria-hidden="true" />
      </div>
      <div className={classes.hidden} ref={cursor.liveRef} aria-live="polite" />
      <section
        id={twinId}
        className={open ? classes.twin : classes.hidden}
        aria-label={t('chart.tableOf', { chart: label })}
        tabIndex={open ? 0 : -1}
      >
        {twin && <ChartTable caption={label} table={twin} />}
      </section>
    </figure>
  );
}

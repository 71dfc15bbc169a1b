import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeasuredBehaviour } from '../../../src/index.ts';
import { BarChart } from '../../charts/bars/BarChart.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import shared from '../views.module.css';
import { orderClasses } from './orderClasses.ts';
import { useClassName } from './useClassName.ts';
import type { Pair } from './usePair.ts';

/** How well each class is known, before and after. */
export function ClassBars({ report, pair }: { readonly report: MeasuredBehaviour; readonly pair: Pair }) {
  const { t } = useTranslation('samples');
  const format = useFormat();
  const className = useClassName();
  const alone = pair.role === 'alone';
  const { letter } = pair;
  const order = useMemo(() => orderClasses(report, alone), [report, alone]);
  const groups = useMemo(
    () =>
      order.map((label) => {
        const recallOf = (side: 'before' | 'after') => report[side].perClass[label]?.recall ?? 0;
        const after = { name: alone ? '' : 'A', value: recallOf('after') };
        return {
          name: className(label),
          bars: alone ? [after] : [after, { name: letter, value: recallOf('before'), outline: true }],
        };
      }),
    [order, report, alone, letter, className],
  );
  const noteOf = useCallback(
    (name: string) => {
      const label = order.find((entry) => className(entry) === name) ?? 0;
      const images = format.count(report.after.perClass[label]?.images ?? 0);
      const fall = report.change.perClass[label]?.recall;
      return alone || fall == null
        ? t('classes.noteAlone', { images })
        : t('classes.note', { images, points: format.points(fall) });
    },
    [order, report, alone, className, format, t],
  );
  const columns = useMemo(
    () =>
      [
        t('classes.class'),
        t('classes.snapshot'),
        t('classes.accuracy'),
        t('classes.low'),
        t('classes.high'),
      ] as const,
    [t],
  );
  const values = groups
    .map(({ name, bars }) => `${name} ${bars.map(({ value }) => format.percent(value)).join(' / ')}`)
    .join(', ');
  return (
    <section>
      <BarChart
        groups={groups}
        compact
        title={<b>{t(alone ? 'classes.titleAlone' : 'classes.title')}</b>}
        label={t('classes.label', { values })}
        columns={columns}
        noteOf={noteOf}
        format={format.percent}
      />
      {!alone && (
        <p className={shared.note}>
          {t('classes.legend', { after: pair.nameA, before: pair.nameBefore, letter })}
        </p>
      )}
    </section>
  );
}

import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CriterionId, MeasuredAgreement, SnapshotView } from '../../../src/index.ts';
import { TableFrame } from '../../charts/download/TableFrame.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import classes from '../views.module.css';
import { MeasureRow } from './MeasureRow.tsx';
import own from './matrix.module.css';
import { IMAGES_FOR_ALL, useFullAgreement } from './useAgreement.ts';

interface AgreementMatrixProps {
  readonly snapshot: SnapshotView;
  readonly layer: string;
  readonly first: CriterionId;
  readonly second: CriterionId;
  readonly onChoose: (first: CriterionId, second: CriterionId) => void;
}

/** The agreement of every pair of criteria, once it has been measured; a cell chooses its pair. */
export function AgreementMatrix({ snapshot, layer, first, second, onChoose }: AgreementMatrixProps) {
  const { t } = useTranslation(['filters', 'forms']);
  const full = useFullAgreement(snapshot.id, layer);
  const [measure, setMeasure] = useState<'spearman' | 'kendall'>('spearman');
  const { data } = full;
  return (
    <div>
      <h3 className={classes.heading}>{t('matrix')}</h3>
      {data ? (
        <>
          <div className={classes.controls}>
            <SegmentedControl
              size="xs"
              aria-label={t('matrixMeasure')}
              value={measure}
              onChange={(value) => setMeasure(value as typeof measure)}
              data={[
                { value: 'spearman', label: t('spearman') },
                { value: 'kendall', label: t('kendall') },
              ]}
            />
            <span className={classes.note}>{t('matrixNote', { count: IMAGES_FOR_ALL })}</span>
          </div>
          <MatrixTable
            report={data}
            measure={measure}
            label={t('matrixLabel', { layer })}
            first={first}
            second={second}
            onChoose={onChoose}
          />
          {data.leftOut.map(({ criterion, reason }) => (
            <p key={criterion} className={classes.note}>
              {t('leftOut', { criterion: t(`criteria.${criterion}.name`, { ns: 'forms' }), reason })}
            </p>
          ))}
        </>
      ) : (
        <>
          <p className={classes.note}>{t('matrixEmpty')}</p>
          <MeasureRow asked={full} name={t('allCriteria')} />
        </>
      )}
    </div>
  );
}

interface MatrixTableProps extends Omit<AgreementMatrixProps, 'snapshot' | 'layer'> {
  readonly report: MeasuredAgreement;
  readonly measure: 'spearman' | 'kendall';
  readonly label: string;
}

/** Strongest share of a colour under a text: beyond it the text could not be read. */
const MOST_COLOR = 62;

function toBackground(value: number): string {
  const color = value < 0 ? 'var(--chart-pruned)' : 'var(--chart-kept)';
  return `color-mix(in srgb, ${color} ${Math.round(Math.abs(value) * MOST_COLOR)}%, var(--chart-surface))`;
}

function MatrixTable({ report, measure, label, first, second, onChoose }: MatrixTableProps) {
  const { t } = useTranslation(['filters', 'forms']);
  const format = useFormat();
  const matrix = report.layers[0]?.[measure] ?? report[measure];
  const names = report.criteria.map((id) => t(`criteria.${id}.name`, { ns: 'forms' }));
  const numbers = (place: number) => format.count(place + 1);
  return (
    <TableFrame label={label} className={own.matrixScroll}>
      <table className={own.matrix}>
        <thead>
          <tr>
            <td />
            {names.map((name, column) => (
              <th key={name} scope="col" title={name} data-csv={name}>
                {numbers(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.criteria.map((a, row) => (
            <tr key={a}>
              <th scope="row" data-csv={names[row]}>
                {numbers(row)} · {names[row]}
              </th>
              {report.criteria.map((b, column) => {
                const value = matrix[row]![column]!;
                if (a === b) return <td key={b} />;
                const text = value === null ? '–' : value.toFixed(2).replace('-', '−');
                const words = t('matrixCell', { a: names[row]!, b: names[column]!, value: text });
                return (
                  <td key={b}>
                    <button
                      type="button"
                      className={own.cell}
                      style={value === null ? undefined : { background: toBackground(value) }}
                      title={words}
                      aria-label={words}
                      aria-pressed={a === first && b === second}
                      onClick={() => onChoose(a, b)}
                    >
                      {text}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TensorStatistics } from '../../../../src/index.ts';
import { useFormat } from '../../../i18n/useFormat.ts';

interface TensorColumn {
  readonly id: string;
  readonly name: string;
  /** What the column counts, and how. */
  readonly hint: string;
  readonly write: (tensor: TensorStatistics) => string;
}

const NONE = '–';

/** What the table of tensors tells of each, in its order. */
export function useTensorColumns(): readonly TensorColumn[] {
  const { t } = useTranslation('weightsMore');
  const format = useFormat();
  return useMemo(() => {
    const share = (value: number | null | undefined) =>
      value === null || value === undefined ? NONE : format.percent(value);
    const number = (value: number | null) =>
      value === null ? NONE : format.number(value, 3).replace('-', '−');
    const write = {
      shape: ({ shape }) => shape.join('×'),
      kept: ({ kept }) => format.count(kept),
      nonzero: ({ nonzero }) => format.count(nonzero),
      fine: ({ fineSparsity }) => share(fineSparsity),
      row: ({ structures }) => share(structures?.rowSparsity),
      column: ({ structures }) => share(structures?.columnSparsity),
      kernel: ({ structures }) => share(structures?.kernelSparsity),
      filter: ({ structures }) => share(structures?.filterSparsity),
      input: ({ structures }) => share(structures?.inputSparsity),
      mean: ({ moments }) => number(moments.mean),
      sigma: ({ moments }) => number(moments.standardDeviation),
      meanAbsolute: ({ moments }) => number(moments.meanAbsolute),
      skewness: ({ moments }) => number(moments.skewness),
      kurtosis: ({ moments }) => number(moments.excessKurtosis),
    } satisfies Record<string, TensorColumn['write']>;
    return (Object.keys(write) as (keyof typeof write)[]).map((id) => ({
      id,
      name: t(`table.${id}`),
      hint: t(`hints.${id}`),
      write: write[id],
    }));
  }, [t, format]);
}

import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import { Figures } from '../Figures.tsx';
import type { RankPair } from './ranks.ts';

/** Spearman's ρ and Kendall's τ of two orders, and over how many filters. */
export function PairFigures({ pair }: { readonly pair: RankPair | undefined }) {
  const { t } = useTranslation('filters');
  const format = useFormat();
  const write = (value: number | null | undefined) =>
    value === undefined ? '–' : value === null ? t('tied') : format.correlation(value);
  return (
    <Figures
      figures={[
        { label: t('spearman'), value: write(pair?.spearman), note: t('spearmanNote') },
        { label: t('kendall'), value: write(pair?.kendall), note: t('kendallNote') },
      ]}
    />
  );
}

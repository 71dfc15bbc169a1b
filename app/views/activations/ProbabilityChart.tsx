import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { BarChart } from '../../charts/bars/BarChart.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';

/** The probability of each class. */
export function ProbabilityChart({ probabilities }: { readonly probabilities: readonly number[] }) {
  const { t } = useTranslation('activations');
  const format = useFormat();
  const names = useLab((state) => state.manifest?.classes);
  const groups = useMemo(
    () =>
      probabilities.map((value, label) => ({
        name: names?.[label] ?? String(label),
        bars: [{ name: '', value }],
      })),
    [probabilities, names],
  );
  const columns = useMemo(() => [t('className'), '', t('probability'), t('low'), t('high')] as const, [t]);
  return (
    <BarChart
      groups={groups}
      compact
      title={t('probabilities')}
      label={t('probabilities')}
      columns={columns}
      format={format.percent}
    />
  );
}

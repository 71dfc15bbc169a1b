import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LayerCost } from '../../../src/index.ts';
import { BarChart } from '../../charts/bars/BarChart.tsx';
import { useFormat } from '../../i18n/useFormat.ts';

type Bytes = LayerCost['bytes'];
const FORMATS = ['dense', 'csr', 'bitmap'] as const;

/** Bytes of the whole net in each storage format, counted exactly. */
export function BytesSection({ a, b }: { readonly a: Bytes; readonly b: Bytes | undefined }) {
  const { t } = useTranslation('laterViews');
  const format = useFormat();
  const groups = useMemo(
    () =>
      FORMATS.map((name) => ({
        name: t(`cost.${name}`),
        bars: [{ name: 'A', value: a[name] }, ...(b ? [{ name: 'B', value: b[name], outline: true }] : [])],
      })),
    [a, b, t],
  );
  const columns = useMemo(
    () => [t('cost.format'), t('cost.snapshot'), t('cost.bytes'), t('cost.low'), t('cost.high')] as const,
    [t],
  );
  const noteOf = useCallback(
    (group: string) => {
      const found = FORMATS.find((name) => t(`cost.${name}`) === group);
      return found ? t(`cost.${found}Note`) : '';
    },
    [t],
  );
  const values = FORMATS.map((name) => `${t(`cost.${name}`)} ${format.bytes(a[name])}`).join(', ');
  return (
    <section>
      <BarChart
        groups={groups}
        title={<b>{t('cost.bytesTitle')}</b>}
        label={t('cost.bytesChart', { values })}
        columns={columns}
        noteOf={noteOf}
        format={format.bytes}
      />
    </section>
  );
}

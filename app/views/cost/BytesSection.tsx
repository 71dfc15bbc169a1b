import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LayerCost } from '../../../src/index.ts';
import { BarChart } from '../../charts/bars/BarChart.tsx';
import { useFormat } from '../../i18n/useFormat.ts';

type Bytes = LayerCost['bytes'];
const FORMATS = ['dense', 'csr', 'bitmap'] as const;

/** Bytes of the whole net in each storage format, counted exactly. */
export function BytesSection({ a, b }: { readonly a: Bytes; readonly b: Bytes | undefined }) {
  const { t } = useTranslation('cost');
  const format = useFormat();
  const groups = useMemo(
    () =>
      FORMATS.map((name) => ({
        name: t(`${name}`),
        bars: [{ name: 'A', value: a[name] }, ...(b ? [{ name: 'B', value: b[name], outline: true }] : [])],
      })),
    [a, b, t],
  );
  const columns = useMemo(() => [t('format'), t('snapshot'), t('bytes'), t('low'), t('high')] as const, [t]);
  const noteOf = useCallback(
    (group: string) => {
      const found = FORMATS.find((name) => t(`${name}`) === group);
      return found ? t(`${found}Note`) : '';
    },
    [t],
  );
  const values = FORMATS.map((name) => `${t(`${name}`)} ${format.bytes(a[name])}`).join(', ');
  return (
    <section>
      <BarChart
        groups={groups}
        title={<b>{t('bytesTitle')}</b>}
        label={t('bytesChart', { values })}
        columns={columns}
        noteOf={noteOf}
        format={format.bytes}
      />
    </section>
  );
}

import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { SegmentBars } from '../../charts/segmentBars/SegmentBars.tsx';
import { SegmentLegend } from '../../charts/segmentBars/SegmentLegend.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { LOSSY, type StoredRow } from './listStored.ts';

interface StorageChartProps {
  readonly a: readonly StoredRow[];
  readonly b: readonly StoredRow[] | undefined;
  /** What the bytes are of: the network or a layer. */
  readonly of: string;
}

/** Bars of bytes per format, the expected bytes as a mark; what cannot be stored says why. */
export function StorageChart({ a, b, of }: StorageChartProps) {
  const { t } = useTranslation('cost');
  const format = useFormat();
  const rowsOf = useCallback((bar: string) => (bar === 'B' && b ? b : a), [a, b]);
  const timesOf = useCallback(
    (row: StoredRow, bar: string) => {
      const dense = rowsOf(bar).find(({ id }) => id === 'dense')?.bytes;
      return dense && row.bytes ? format.number(dense / row.bytes) : null;
    },
    [rowsOf, format],
  );
  const textOf = useCallback(
    (row: StoredRow, bar: string) => {
      if (row.bytes === null) {
        const [first] = row.refusals;
        return first ? t(`storage.refusals.${first.refusal}.short`) : t('storage.unmeasured');
      }
      const times = row.id === 'dense' ? null : timesOf(row, bar);
      return times === null ? format.bytes(row.bytes) : `${format.bytes(row.bytes)} · ÷${times}`;
    },
    [format, t, timesOf],
  );
  const groups = useMemo(
    () =>
      a.map((row, index) => {
        const bars = [{ name: b ? 'A' : '', row }, ...(b?.[index] ? [{ name: 'B', row: b[index] }] : [])];
        return {
          id: row.id,
          name: t(`storage.formats.${row.id}`),
          bars: bars.map(({ name, row: { id, bytes, expectedBytes }, row: shown }) => ({
            name,
            segments:
              bytes === null
                ? []
                : [
                    {
                      value: bytes,
                      look: name === 'B' ? 'outline' : LOSSY.has(id) ? 'soft' : 'solid',
                    } as const,
                  ],
            mark: bytes === null ? undefined : (expectedBytes ?? undefined),
            text: textOf(shown, name),
          })),
        };
      }),
    [a, b, t, textOf],
  );
  const describeBar = useCallback(
    (group: string, bar: string) => {
      const row = rowsOf(bar).find(({ id }) => id === group);
      if (!row) return '';
      const times = timesOf(row, bar);
      return [
        [t(`storage.formats.${row.id}`), bar].filter(Boolean).join(' · '),
        row.bytes !== null &&
          `${format.bytes(row.bytes)}${times ? ` · ${t('storage.times', { times })}` : ''}`,
        row.expectedBytes !== null && t('storage.expected', { bytes: format.bytes(row.expectedBytes) }),
        row.fillers ? t('storage.fillers', { amount: format.count(row.fillers) }) : '',
        t(LOSSY.has(row.id) ? 'storage.lossy' : 'storage.lossless'),
        t(`storage.notes.${row.id}`),
        ...row.refusals.map(({ refusal, layers }) =>
          t(`storage.refusals.${refusal}.long`, { layers: layers.join(', ') }),
        ),
        row.refusals.length > 0 && row.bytes !== null && t('storage.heldDense'),
      ]
        .filter(Boolean)
        .join('\n');
    },
    [rowsOf, timesOf, t, format],
  );
  const table = useCallback(
    () => ({
      columns: [
        t('format'),
        t('snapshot'),
        t('bytes'),
        t('storage.expectedColumn'),
        t('storage.fillersColumn'),
        t('storage.losslessColumn'),
        t('storage.refusedColumn'),
      ],
      rows: a.flatMap((_, index) =>
        [a, ...(b ? [b] : [])].map((rows, which) => {
          const row = rows[index]!;
          return [
            t(`storage.formats.${row.id}`),
            which === 0 ? 'A' : 'B',
            row.bytes === null ? '–' : format.count(row.bytes),
            row.expectedBytes === null ? '–' : format.count(row.expectedBytes),
            row.fillers === null ? '–' : format.count(row.fillers),
            t(LOSSY.has(row.id) ? 'no' : 'yes'),
            row.refusals.flatMap(({ layers }) => layers).join(', '),
          ];
        }),
      ),
    }),
    [a, b, t, format],
  );
  const values = a
    .filter(({ bytes }) => bytes !== null)
    .map(({ id, bytes }) => `${t(`storage.formats.${id}`)} ${format.bytes(bytes!)}`)
    .join(', ');
  return (
    <SegmentBars
      groups={groups}
      title={
        <>
          <b>{t('bytesTitle', { of })}</b>
          <SegmentLegend
            items={[
              { look: 'solid', text: t('storage.lossless') },
              { look: 'soft', text: t('storage.lossy') },
              ...(b ? [{ look: 'outline', text: 'B' } as const] : []),
              { look: 'mark', text: t('storage.expectedColumn') },
            ]}
          />
        </>
      }
      label={t('bytesChart', { values })}
      describeBar={describeBar}
      table={table}
      format={format.bytes}
    />
  );
}

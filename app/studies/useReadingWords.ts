import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { loadStudies, ReadingUnit, ValueSummary } from '../../src/index.ts';
import { useFormat } from '../i18n/useFormat.ts';

type Studies = Awaited<ReturnType<typeof loadStudies>>;
type Format = Pick<Studies, 'formatBounds' | 'formatReading' | 'formatSpread'>;

/** Readings as a person reads them. */
export function useReadingWords({ formatBounds, formatReading, formatSpread }: Format) {
  const { t } = useTranslation('studies');
  const format = useFormat();
  return useMemo(() => {
    const withUnit = (value: string, unit: ReadingUnit) =>
      unit === 'points' && value !== '' ? t('ui.points', { value }) : value;
    return {
      reading: (value: number, unit: ReadingUnit) => withUnit(formatReading(value, unit), unit),
      /** Without the word behind it. */
      plain: formatReading,
      spread: ({ value, spread }: ValueSummary) => withUnit(formatSpread(spread, value.unit), value.unit),
      bounds: (expected: Parameters<Format['formatBounds']>[0], unit: ReadingUnit) =>
        withUnit(formatBounds(expected, unit), unit),
      /** Short, for an axis. */
      tick(value: number, unit: ReadingUnit): string {
        if (unit === 'share') return `${format.number(100 * value, 4)}%`;
        if (unit === 'points') return format.number(100 * value, 3);
        if (unit === 'times') return `${format.number(value, 3)}×`;
        return value >= 10_000 ? format.compact(value) : format.number(value, 4);
      },
    };
  }, [t, format, formatBounds, formatReading, formatSpread]);
}

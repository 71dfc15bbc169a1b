import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { distinguish, type NamedEntry } from './labEntry.ts';
import { useExchangeLab } from './labStore.ts';

/** The entries with their names, and the one that is looked at on its own. */
export function useEntries(): {
  readonly entries: readonly NamedEntry[];
  readonly chosen: NamedEntry | undefined;
} {
  const { t } = useTranslation('gradientLab');
  const entries = useExchangeLab((state) => state.entries);
  const key = useExchangeLab((state) => state.chosen);
  const named = useMemo(() => {
    const letters = distinguish(entries);
    return entries.map((entry, index) => ({
      ...entry,
      name: `${t(`rules.${entry.step.gradients.rule}`)} ${letters[index]}`.trim(),
    }));
  }, [entries, t]);
  return { entries: named, chosen: named.find((entry) => entry.key === key) ?? named.at(-1) };
}

import type {
  AppError,
  ExchangeTest,
  ExchangeTick,
  ExchangeTrial,
  TrainStep,
} from '../../../../src/index.ts';

/** One rule with its settings that was tried, or is being tried. */
export interface LabEntry {
  readonly key: string;
  readonly step: TrainStep & { readonly gradients: NonNullable<TrainStep['gradients']> };
  readonly ticks: readonly ExchangeTick[];
  readonly tests: readonly ExchangeTest[];
  /** Present once done. */
  readonly trial?: ExchangeTrial;
  /** Why it ended before its end. */
  readonly error?: AppError;
}

/** An entry with the name by which charts, table and sentence call it. */
export interface NamedEntry extends LabEntry {
  readonly name: string;
}

/** What two entries must share to be set side by side: all but the rule. */
export function baseOf({ gradients, ...training }: LabEntry['step']): string {
  return JSON.stringify({ ...training, workers: gradients.workers });
}

/** Letters for entries of the same rule, in their order; empty where a rule stands alone. */
export function distinguish(entries: readonly LabEntry[]): readonly string[] {
  const seen = new Map<string, number>();
  const total = (rule: string) => entries.filter(({ step }) => step.gradients.rule === rule).length;
  return entries.map(({ step: { gradients } }) => {
    const place = seen.get(gradients.rule) ?? 0;
    seen.set(gradients.rule, place + 1);
    return total(gradients.rule) === 1 ? '' : String.fromCharCode(97 + place);
  });
}

/** Curves that can be told apart. */
const MOST_ENTRIES = 6;

/** Some entries and one more; where they become too many the oldest goes, dense exchange last. */
export function addEntry(entries: readonly LabEntry[], entry: LabEntry): readonly LabEntry[] {
  if (entries.length < MOST_ENTRIES) return [...entries, entry];
  const oldest = entries.find(({ step }) => step.gradients.rule !== 'dense') ?? entries[0];
  return [...entries.filter((other) => other !== oldest), entry];
}

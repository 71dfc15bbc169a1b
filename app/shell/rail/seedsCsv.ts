import type { SeedResult } from '../../../src/index.ts';

/** All runs as CSV, a line for each snapshot of each seed; shares 0 to 1 and losses in nats with all their digits. */
export function toSeedsCsv(results: readonly SeedResult[]): string {
  const quote = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = results.flatMap(({ seed, snapshots }) =>
    snapshots.map(({ name, accuracy, loss, totals }) =>
      [seed, quote(name), accuracy, loss, totals.keptWeights, totals.effectiveMacs].join(','),
    ),
  );
  return `${['seed,snapshot,accuracy,loss,keptWeights,effectiveMacs', ...lines].join('\n')}\n`;
}

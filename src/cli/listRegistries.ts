import type { Paper } from '../network/paper.ts';
import { PRESETS } from '../network/presets/presets.ts';
import { CRITERIA } from '../pruning/criteria/criteria.ts';
import { GRANULARITIES } from '../pruning/granularities.ts';
import { SCHEDULES } from '../pruning/schedules.ts';
import { SCOPES } from '../pruning/scopes.ts';

interface Entry {
  readonly id: string;
  readonly paper: Paper;
  /** What it goes with. */
  readonly with?: string;
}

function listEntries(title: string, entries: readonly Entry[]): string {
  const width = Math.max(...entries.map(({ id }) => id.length));
  const lines = entries.map(({ id, paper, with: fits }) => {
    const source = `${paper.title} (${paper.year}), ${paper.url}`;
    return `  ${id.padEnd(width)}  ${source}${fits === undefined ? '' : `\n  ${' '.repeat(width)}  ${fits}`}`;
  });
  return `${title}\n${lines.join('\n')}\n`;
}

/** All that a recipe can name with its paper, as lines of text; made from the registries. */
export function listRegistries(): string {
  return [
    listEntries(
      'presets',
      PRESETS.map(({ id, paper, datasets }) => ({ id, paper, with: `data sets: ${datasets.join(', ')}` })),
    ),
    listEntries(
      'criteria',
      Object.values(CRITERIA).map(({ id, paper, needs, granularities }) => ({
        id,
        paper,
        with: `granularities: ${granularities.join(', ')}; needs: ${needs.join(', ')}`,
      })),
    ),
    listEntries('granularities', Object.values(GRANULARITIES)),
    listEntries(
      'scopes',
      Object.values(SCOPES).map(({ id, paper, amounts }) => ({
        id,
        paper,
        with: `amounts: ${amounts.join(', ')}`,
      })),
    ),
    listEntries(
      'schedules',
      Object.values(SCHEDULES).map(({ id, paper, amounts, training }) => ({
        id,
        paper,
        with: `amounts: ${amounts.join(', ')}; training: ${training}`,
      })),
    ),
  ].join('\n');
}

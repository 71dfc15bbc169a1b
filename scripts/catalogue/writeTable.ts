import { readFileSync, writeFileSync } from 'node:fs';
import type { BackendReport } from '../../src/engine/engine.ts';
import type { Case } from './cases.ts';

/** What one case gave; shares are 0…1. */
export interface Row {
  readonly registry: Case['registry'];
  readonly entry: string;
  readonly network: string;
  readonly dataset: string;
  readonly step: string;
  readonly keptWeights: number;
  readonly before: number;
  readonly after: number;
  readonly tuned: number;
  /** Parameters of the compacted network over those of the dense one. */
  readonly compactParams: number;
  /** Largest difference of a logit between the masked and the compacted network. */
  readonly compactDifference: number;
  readonly seconds: number;
}

const BEGIN = '<!-- catalogue: begin -->';
const END = '<!-- catalogue: end -->';

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

function toLine(row: Row): string {
  const cells = [
    row.registry,
    `\`${row.entry}\``,
    `${row.network}, ${row.dataset}`,
    row.step,
    percent(row.keptWeights),
    percent(row.before),
    percent(row.after),
    percent(row.tuned),
    percent(row.compactParams),
    row.compactDifference.toExponential(1),
    row.seconds.toFixed(0),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Puts the table between its two marks in a file of text. */
export function writeTable(file: string, rows: readonly Row[], { name, device }: BackendReport): void {
  const text = readFileSync(file, 'utf8');
  const [before, rest] = text.split(BEGIN) as [string, string];
  const after = rest.split(END)[1]!;
  const table = [
    `Backend ${name} (${device}), seed 1, one run each. Accuracy is that on all test images.`,
    '',
    '| registry | entry | network, data | step | kept weights | before | after pruning | after fine-tuning | compacted params | Δlogit | s |',
    '|---|---|---|---|--:|--:|--:|--:|--:|--:|--:|',
    ...rows.map(toLine),
  ].join('\n');
  writeFileSync(file, `${before}${BEGIN}\n\n${table}\n\n${END}${after}`);
}

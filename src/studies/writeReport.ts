import { formatBounds, formatDifference, formatReading, formatSpread } from './formatReading.ts';
import type { ReadingUnit } from './study.ts';
import type { CurveSummary, StudySummary, ValueSummary, Verdict } from './summarizeStudy.ts';

const VERDICTS: Readonly<Record<Verdict, string>> = {
  held: 'held',
  missed: '**not held**',
  guidance: 'guidance',
  none: '–',
};

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function writeTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(row)].join(
    '\n',
  );
}

function toValueRow({ value, spread, difference, verdict }: ValueSummary): readonly string[] {
  const { label, unit, source, expected } = value;
  const published = expected?.published;
  const paper = published === undefined ? '–' : formatReading(published, unit);
  const mark = expected?.unconfirmed ? ' [U]' : '';
  return [
    source === undefined ? label : `${label} (${source})`,
    `${paper}${mark}`,
    formatSpread(spread, unit),
    difference === undefined ? '–' : formatDifference(difference, unit),
    (expected && formatBounds(expected, unit)) || '–',
    VERDICTS[verdict],
  ];
}

/** The same x of several series stands in one row; x of seeds may differ in what is not shown. */
function writeCurve({ curve, points }: CurveSummary): string {
  const names = [...new Set(points.map(({ series }) => series))];
  const format = ({ x }: { readonly x: number }) => formatReading(x, curve.x.unit);
  const order = points.toSorted((a, b) => a.x - b.x);
  const places = [...new Set(order.map(format))];
  const cell = (unit: ReadingUnit, place: string, series: string) => {
    const found = points.find((point) => point.series === series && format(point) === place);
    if (!found) return '';
    const { mean, min, max, n } = found.y;
    const range = n > 1 && min !== max ? ` (${formatReading(min, unit)}, ${formatReading(max, unit)})` : '';
    return `${formatReading(mean, unit)}${range}`;
  };
  return writeTable(
    [curve.x.label, ...names],
    places.map((place) => [place, ...names.map((series) => cell(curve.y.unit, place, series))]),
  );
}

/** The file of a curve's picture, without its ending. */
export const nameCurveFigure = (study: string, curve: string) => `study-${study}-${curve}`;

function writeCurves(
  { study, curves }: StudySummary,
  hasFigure: (name: string) => boolean,
): readonly string[] {
  return curves.flatMap((summary) => {
    const { id, label, source, y } = summary.curve;
    const title = `${label}${source === undefined ? '' : ` (${source})`}: ${y.label}, mean (least, largest) over the seeds.`;
    const figure = nameCurveFigure(study.id, id);
    return [
      ...(hasFigure(figure) ? [`![${label}](figures/${figure}.svg)`] : []),
      `<details><summary>${title}</summary>\n\n${writeCurve(summary)}\n\n</details>`,
    ];
  });
}

function formatMinutes(seconds: number): string {
  return seconds < 90 ? `${Math.round(seconds)} s` : `${(seconds / 60).toFixed(1)} min`;
}

function writeStudy(summary: StudySummary, hasFigure: (name: string) => boolean): string {
  const { study, record, values, seconds } = summary;
  const papers = study.papers.map(({ title, url, year }) => `[${title}](${url}) (${year})`).join('; ');
  const seeds = record.seeds.map(({ seed }) => seed);
  return [
    `## ${study.id}`,
    `**${study.claim}**`,
    papers,
    `${study.describe(record.settings)}. Seeds ${seeds.join(', ')}; ${formatMinutes(seconds.mean)} a seed (${record.backend.name}, ${record.backend.device}).`,
    ...(study.differences.length > 0 ? [`Differs from the paper: ${study.differences.join(' ')}`] : []),
    writeTable(
      ['', 'paper', `ours (n = ${seeds.length})`, 'ours − paper', 'held within', ''],
      values.map(toValueRow),
    ),
    ...writeCurves(summary, hasFigure),
  ].join('\n\n');
}

function countVerdicts(summaries: readonly StudySummary[]): string {
  const all = summaries.flatMap(({ values }) => values.map(({ verdict }) => verdict));
  const count = (wanted: Verdict) => all.filter((verdict) => verdict === wanted).length;
  return `${count('held')} findings held, ${count('missed')} did not, ${count('guidance')} are guidance.`;
}

/** The studies in a table: how many of each one's findings held. */
function writeOverview(summaries: readonly StudySummary[]): string {
  return writeTable(
    ['study', 'held', 'not held', 'guidance', 'seeds', 'time'],
    summaries.map(({ study, values, record, seconds }) => {
      const count = (wanted: Verdict) => String(values.filter(({ verdict }) => verdict === wanted).length);
      const time = formatMinutes(seconds.mean * record.seeds.length);
      return [
        `[${study.id}](#${study.id})`,
        count('held'),
        count('missed'),
        count('guidance'),
        String(record.seeds.length),
        time,
      ];
    }),
  );
}

const PREAMBLE = `# Results

Written by \`npm run reproduce\` from what it measured; nothing here is typed in by hand but what papers say. Ours is the
mean over seeds ± the sample standard deviation. A finding is held where our mean lies within the bounds given: ±.3 points
of error on MNIST, equality where it is arithmetic, or the order that the paper reports. Points are percentage points. What
could not be confirmed from the paper is marked [U] and judged nowhere. Trainings that studies share are counted in the
time of each, which is that of one machine with other work to do. Our trainings are far shorter than the papers’, and each
study says where it differs.`;

/** All studies as one Markdown document, in the order given. `hasFigure` tells whether a picture of that name is there. */
export function writeReport(
  summaries: readonly StudySummary[],
  hasFigure: (name: string) => boolean,
): string {
  const parts = [
    PREAMBLE,
    countVerdicts(summaries),
    writeOverview(summaries),
    ...summaries.map((summary) => writeStudy(summary, hasFigure)),
  ];
  return `${parts.join('\n\n')}\n`;
}

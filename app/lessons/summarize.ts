/** A line of what a student hands in. */
export interface SummaryLine {
  readonly question: string;
  readonly predicted: string;
  readonly measured: string;
  readonly verdict: string;
}

export interface SummaryWords {
  readonly title: string;
  readonly date: string;
  /** Network, data set, seed and what computed it. */
  readonly setting: string;
  readonly predicted: string;
  readonly measured: string;
  readonly score: string;
  /** Heading of all numbers. */
  readonly numbers: string;
}

/** What a student hands in, as plain text: the answers, what was measured, and every number behind it. */
export function summarize(
  words: SummaryWords,
  lines: readonly SummaryLine[],
  numbers: Readonly<Record<string, number>>,
): string {
  return [
    words.title,
    words.date,
    words.setting,
    '',
    ...lines.flatMap(({ question, predicted, measured, verdict }, index) => [
      `${index + 1}. ${question}`,
      `   ${words.predicted}: ${predicted}`,
      `   ${words.measured}: ${measured}`,
      `   ${verdict}`,
    ]),
    '',
    words.score,
    '',
    `${words.numbers}:`,
    ...Object.entries(numbers).map(([name, value]) => `  ${name} = ${Number(value.toPrecision(6))}`),
    '',
  ].join('\n');
}

/** A share as percent, with the digits it has: `99.9 %`. */
const percent = (share: number) => `${Number((100 * share).toPrecision(6))} %`;

function wordOf(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  const isShares = value.every((entry) => typeof entry === 'number' && entry > 0 && entry < 1);
  return value.map((entry) => (isShares ? percent(entry as number) : String(entry))).join(', ');
}

/** The settings of a size as what fills a sentence; those within others have both names in theirs: `mlpEpochs`. */
export function toSettingWords(settings: object): Readonly<Record<string, string>> {
  const words: Record<string, string> = {};
  for (const [name, value] of Object.entries(settings)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      words[name] = wordOf(value);
      continue;
    }
    for (const [inner, word] of Object.entries(toSettingWords(value))) {
      words[`${name}${inner[0]!.toUpperCase()}${inner.slice(1)}`] = word;
    }
  }
  return words;
}

/** Writes numbers for people in one language; shares are 0…1 in code and become percent only here. */
export interface Formatter {
  /** `0.9873` → `98.7%`. */
  percent(share: number, digits?: number): string;
  /** A difference of two shares in percentage points with its sign: `−1.2`. */
  points(difference: number, digits?: number): string;
  /** `431080` → `431,080`. */
  count(value: number): string;
  /** `2293000` → `2.29M`; in Chinese `229万`. */
  compact(value: number): string;
  /** Bytes in powers of 1000. */
  bytes(sizeBytes: number): string;
  /** Milliseconds with the digits a person can use. */
  ms(durationMs: number): string;
  /** A time left or taken, in the largest fitting unit: `8 s`, `2 min`. */
  duration(durationMs: number): string;
  /** A correlation, −1…1, with three decimals towards 0: only what is 1 stands as 1. */
  correlation(value: number): string;
  /** A plain number with so many significant digits. */
  number(value: number, significantDigits?: number): string;
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB'] as const;
const NO_BREAK_SPACE = '\u00a0';
const cache = new Map<string, Formatter>();

/** The formatter of a language (BCP 47); made once and kept. */
export function formatterOf(locale: string): Formatter {
  const known = cache.get(locale);
  if (known) return known;
  const made = createFormatter(locale);
  cache.set(locale, made);
  return made;
}

/** Makes number formats and keeps them: making one takes some fifty times as long as using it. */
function createNumberFormats(locale: string) {
  const kept = new Map<string, Intl.NumberFormat>();
  return (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const key = JSON.stringify(options);
    const known = kept.get(key);
    if (known) return known;
    const made = new Intl.NumberFormat(locale, options);
    kept.set(key, made);
    return made;
  };
}

const withDigits = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits });

function createFormatter(locale: string): Formatter {
  const formatOf = createNumberFormats(locale);
  const unit = (value: number, name: string, digits: number) =>
    formatOf({ style: 'unit', unit: name, unitDisplay: 'short', ...withDigits(digits) }).format(value);

  return {
    percent: (share, digits = 1) => formatOf({ style: 'percent', ...withDigits(digits) }).format(share),
    points: (difference, digits = 1) =>
      formatOf({ signDisplay: 'exceptZero', ...withDigits(digits) }).format(difference * 100),
    count: (value) => formatOf({ maximumFractionDigits: 0 }).format(value),
    compact: (value) => formatOf({ notation: 'compact', maximumSignificantDigits: 3 }).format(value),
    bytes: (sizeBytes) => {
      const power = sizeBytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(sizeBytes) / 3));
      const value = sizeBytes / 1000 ** power;
      const digits = power === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
      const written = formatOf(withDigits(digits)).format(value);
      return `${written}${NO_BREAK_SPACE}${BYTE_UNITS[power]!}`;
    },
    ms: (durationMs) => unit(durationMs, 'millisecond', durationMs >= 100 ? 0 : durationMs >= 10 ? 1 : 2),
    duration: (durationMs) =>
      durationMs < 90_000
        ? unit(Math.max(0, Math.ceil(durationMs / 1000)), 'second', 0)
        : unit(Math.ceil(durationMs / 60_000), 'minute', 0),
    correlation: (value) => formatOf(withDigits(3)).format(Math.trunc(value * 1000) / 1000),
    number: (value, significantDigits = 3) =>
      formatOf({ maximumSignificantDigits: significantDigits }).format(value),
  };
}

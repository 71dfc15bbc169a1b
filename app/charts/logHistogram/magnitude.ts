const RAISED: Readonly<Record<string, string>> = {
  '-': '⁻',
  ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].entries()),
};

/** `-4` → `10⁻⁴`. */
export function writePowerOfTen(exponent: number): string {
  return `10${[...String(exponent)].map((sign) => RAISED[sign]!).join('')}`;
}

/** A positive number whose size may be anything, with a fixed number of digits: `3.2×10⁻⁴`; `0` for 0. */
export function writeMagnitude(value: number, digits = 2): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e') as [string, string];
  return `${mantissa}×${writePowerOfTen(Number(exponent))}`;
}

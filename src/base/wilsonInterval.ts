/** Quantile of the standard normal for a two-sided 95 % interval. */
const Z_95 = 1.959963984540054;

/**
 * 95 % Wilson score interval of a share seen as `correct` of `count` (Wilson 1927, "Probable inference, the law of
 * succession, and statistical inference"); 0…1, and all of 0…1 where nothing was seen.
 */
export function wilsonInterval(
  correct: number,
  count: number,
): { readonly low: number; readonly high: number } {
  if (count === 0) return { low: 0, high: 1 };
  const share = correct / count;
  const square = Z_95 ** 2 / count;
  const centre = share + square / 2;
  const reach = Z_95 * Math.sqrt((share * (1 - share)) / count + square / (4 * count));
  return {
    low: correct === 0 ? 0 : (centre - reach) / (1 + square),
    high: correct === count ? 1 : (centre + reach) / (1 + square),
  };
}

/** How far stripes are apart, along their normal and along each axis. */
const PERIOD = 5;
const STEP = PERIOD / Math.SQRT2;

/**
 * Diagonal stripes, used wherever something is pruned or about to be, so that colour is never alone.
 *
 * A gradient that repeats, with soft edges: a pattern would be drawn anew for each bar.
 */
export function Hatch({
  id,
  color = 'var(--chart-pruned)',
  ground = 'var(--chart-pruned-soft)',
}: {
  readonly id: string;
  readonly color?: string;
  readonly ground?: string;
}) {
  return (
    <linearGradient id={id} gradientUnits="userSpaceOnUse" x2={STEP} y2={STEP} spreadMethod="repeat">
      <stop offset="0%" stopColor={ground} />
      <stop offset="10%" stopColor={color} />
      <stop offset="40%" stopColor={color} />
      <stop offset="50%" stopColor={ground} />
    </linearGradient>
  );
}

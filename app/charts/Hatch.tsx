/** A pattern of diagonal stripes, used wherever something is pruned or about to be, so that colour is never alone. */
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
    <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width={5} height={5} fill={ground} />
      <rect width={2} height={5} fill={color} />
    </pattern>
  );
}

const HEIGHT = 22;

/** The kept weights of a snapshot at a glance; decoration beside numbers that say the same. */
export function TinyHistogram({ counts }: { readonly counts: readonly number[] }) {
  const highest = Math.max(1, ...counts);
  const bars = counts.map((count, bin) => {
    // A bin with anything in it stays visible.
    const height = count === 0 ? 0 : Math.max(1, (count / highest) * HEIGHT);
    return `M${bin + 0.06} ${HEIGHT}v${-height}h0.88v${height}z`;
  });
  return (
    <svg
      width={48}
      height={HEIGHT}
      viewBox={`0 0 ${counts.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={bars.join('')} fill="var(--chart-kept)" />
    </svg>
  );
}

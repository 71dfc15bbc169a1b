import type { HeatScale } from './heatScale.ts';

interface HeatLegendProps {
  readonly scale: HeatScale;
  readonly text: string;
  readonly low: string;
  readonly high: string;
  /** Where the cells begin, in CSS pixels. */
  readonly left: number;
}

/** The colours from lowest to highest, with what they stand for. */
export function HeatLegend({ scale, text, low, high, left }: HeatLegendProps) {
  const stops = [scale.low, scale.middle, scale.high].filter((name) => name !== undefined);
  return (
    <div
      style={{
        display: 'flex',
        alignItems: 'center',
        flexWrap: 'wrap',
        gap: '0 8px',
        padding: `10px 0 0 ${left}px`,
        fontSize: 12,
        color: 'var(--lab-text-quiet)',
      }}
    >
      <span>{low}</span>
      <span
        style={{
          width: 90,
          height: 10,
          border: '1px solid var(--lab-line)',
          borderRadius: 2,
          background: `linear-gradient(90deg, ${stops.map((name) => `var(${name})`).join(', ')})`,
        }}
      />
      <span>{high}</span>
      <span>{text}</span>
    </div>
  );
}

import { useId } from 'react';
import { Hatch } from '../Hatch.tsx';
import type { SegmentLook } from './layout.ts';
import classes from './segmentBars.module.css';

/** Fill and stroke of a part; `hatchId` names the pattern of the drawing it stands in. */
export function toPaint(look: SegmentLook, hatchId: string) {
  switch (look) {
    case 'solid':
      return { fill: 'var(--chart-kept)' };
    case 'soft':
      return { fill: 'var(--chart-kept-soft)', stroke: 'var(--chart-kept)', strokeWidth: 0.75 };
    case 'hatch':
      return { fill: `url(#${hatchId})` };
    case 'outline':
      return { fill: 'var(--chart-surface)', stroke: 'var(--chart-compared)', strokeWidth: 1.5 };
    default:
      return look satisfies never;
  }
}

export interface LegendItem {
  readonly look: SegmentLook | 'mark';
  readonly text: string;
}

/** What the fills and the hollow mark of bars mean, in a row that wraps. */
export function SegmentLegend({ items }: { readonly items: readonly LegendItem[] }) {
  const hatchId = useId();
  return (
    <ul className={classes.legend}>
      {items.map(({ look, text }) => (
        <li key={text}>
          <svg width={16} height={14} aria-hidden="true">
            <defs>
              <Hatch id={hatchId} />
            </defs>
            {look === 'mark' ? (
              <path d="M3,7l5,-5l5,5l-5,5z" fill="none" stroke="var(--chart-text)" strokeWidth={1.5} />
            ) : (
              <rect x={1} y={2} width={14} height={10} {...toPaint(look, hatchId)} />
            )}
          </svg>
          {text}
        </li>
      ))}
    </ul>
  );
}

import { type BinnedCounts, computeHistogramLayout } from '../charts/histogram/layout.ts';
import { type Html, html, NOTHING } from './html.ts';

const WIDTH = 220;
const HEIGHT = 72;
const LABEL_ROOM = 16;

export interface HistogramPicture {
  readonly bins: BinnedCounts;
  /** Stands in the corner. */
  readonly name: string;
  /** What it shows, for who does not see it. */
  readonly label: string;
  readonly format: (value: number) => string;
}

/** The stripes of what is pruned, once for a whole report. */
export const HATCH = html`<svg width="0" height="0" aria-hidden="true" style="position:absolute"><defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#f6d9bd"/><rect width="2" height="5" fill="#d9741a"/></pattern></defs></svg>`;

/** A small histogram: bars, and exact zeros as a striped bar. */
export function drawHistogram({ bins, name, label, format }: HistogramPicture): Html {
  const layout = computeHistogramLayout({ bins, log: false, width: WIDTH, height: HEIGHT, compact: true });
  const { bars, box, zeroBar } = layout;
  const path = bars
    .filter(({ count }) => count > 0)
    .map(({ x, y, width }) => `M${x},${box.bottom}V${y}h${width}V${box.bottom}Z`)
    .join('');
  const zero = zeroBar
    ? html`<rect class="pruned" x="${zeroBar.x}" y="${zeroBar.y}" width="${zeroBar.width}" height="${box.bottom - zeroBar.y}"/>`
    : NOTHING;
  const [low, high] = bins.domain;
  const y = HEIGHT + LABEL_ROOM - 4;
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT + LABEL_ROOM}" width="${WIDTH}" height="${HEIGHT + LABEL_ROOM}" role="img" aria-label="${label}">
<path class="kept" d="${path}"/>${zero}
<line class="axis" x2="${WIDTH}" y1="${box.bottom + 0.5}" y2="${box.bottom + 0.5}"/>
<text y="13">${name}</text>
<text y="${y}">${format(low)}</text><text x="${layout.toX(0)}" y="${y}" text-anchor="middle">0</text><text x="${WIDTH}" y="${y}" text-anchor="end">${format(high)}</text>
</svg>`;
}

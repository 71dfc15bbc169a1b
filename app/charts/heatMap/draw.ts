import { type HeatGrid, type HeatMapLayout, toStrength } from './layout.ts';

type Rgb = readonly [number, number, number];

/** What is drawn besides the cells. Colours are CSS colours. */
export interface HeatColors {
  readonly low: string;
  readonly high: string;
  /** In the middle of the domain; a scale of two colours where absent. */
  readonly middle?: string | undefined;
  /** Stripes over the cells that are marked. */
  readonly mark: string;
}

function readColor(context: CanvasRenderingContext2D, color: string): Rgb {
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return [red!, green!, blue!];
}

const mix = (from: Rgb, to: Rgb, share: number) =>
  `rgb(${from.map((part, index) => Math.round(part + (to[index]! - part) * share)).join(' ')})`;

/** Draws all cells into a canvas of `pixelRatio` device pixels a CSS pixel; cells for which `isMarked` holds are striped. */
export function drawHeatMap(
  canvas: HTMLCanvasElement,
  { values }: HeatGrid,
  layout: HeatMapLayout,
  domain: readonly [number, number],
  colors: HeatColors,
  isMarked: (value: number) => boolean,
  pixelRatio: number,
): void {
  canvas.width = Math.max(1, Math.round(layout.width * pixelRatio));
  canvas.height = Math.max(1, Math.round(layout.height * pixelRatio));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return;
  const [low, high] = [readColor(context, colors.low), readColor(context, colors.high)];
  const middle = colors.middle === undefined ? undefined : readColor(context, colors.middle);
  const colorOf = (strength: number) => {
    if (!middle) return mix(low, high, strength);
    return strength < 0.5 ? mix(low, middle, 2 * strength) : mix(middle, high, 2 * strength - 1);
  };
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.strokeStyle = colors.mark;
  const gap = layout.cell >= 8 ? 1 : 0;
  for (let row = 0; row < layout.rows; row++) {
    for (let column = 0; column < layout.columns; column++) {
      const value = values[row * layout.columns + column]!;
      const x = Math.round(layout.cellX(column) * pixelRatio);
      const y = Math.round(layout.cellY(row) * pixelRatio);
      const width = Math.round(layout.cellX(column + 1) * pixelRatio) - x - gap;
      const height = Math.round(layout.cellY(row + 1) * pixelRatio) - y - gap;
      context.fillStyle = colorOf(toStrength(value, domain));
      context.fillRect(x, y, width, height);
      if (isMarked(value)) {
        context.lineWidth = pixelRatio;
        context.beginPath();
        context.moveTo(x, y + height);
        context.lineTo(x + width, y);
        context.stroke();
      }
    }
  }
}

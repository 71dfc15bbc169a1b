import type { MapGridLayout, MapTensor } from './layout.ts';

/** Colours of a grid of maps, as CSS colours. */
export interface MapColors {
  /** Of the smallest magnitude that is not 0. */
  readonly low: string;
  readonly positive: string;
  readonly negative: string;
  readonly zero: string;
  readonly zeroStripe: string;
}

type Rgb = readonly [number, number, number];

function readColor(context: CanvasRenderingContext2D, color: string): Rgb {
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return [red!, green!, blue!];
}

/**
 * Draws all maps into a canvas of `pixelRatio` device pixels a CSS pixel.
 *
 * Magnitude is lightness within the node; exact zeros are striped, so that they differ from small values without colour.
 */
export function drawMaps(
  canvas: HTMLCanvasElement,
  { shape, values }: MapTensor,
  layout: MapGridLayout,
  colors: MapColors,
  pixelRatio: number,
): void {
  const width = Math.max(1, Math.round(layout.width * pixelRatio));
  const height = Math.max(1, Math.round(layout.height * pixelRatio));
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return;
  const low = readColor(context, colors.low);
  const positive = readColor(context, colors.positive);
  const negative = readColor(context, colors.negative);
  const zero = readColor(context, colors.zero);
  const stripe = readColor(context, colors.zeroStripe);
  const largest = values.reduce((best, value) => Math.max(best, Math.abs(value)), 0) || 1;
  const channels = shape.at(-1)!;
  const image = context.createImageData(width, height);
  const { data } = image;
  const cellPixels = layout.cell * pixelRatio;
  const stripePeriod = Math.max(4, Math.round(4 * pixelRatio));

  for (let tile = 0; tile < layout.tiles; tile++) {
    const left = layout.tileX(tile) * pixelRatio;
    const top = layout.tileY(tile) * pixelRatio;
    for (let row = 0; row < layout.rows; row++) {
      for (let column = 0; column < layout.columns; column++) {
        const value = values[(row * layout.columns + column) * channels + tile]!;
        const strength = Math.sqrt(Math.abs(value) / largest);
        const far = value < 0 ? negative : positive;
        const x1 = Math.round(left + (column + 1) * cellPixels);
        const y1 = Math.round(top + (row + 1) * cellPixels);
        for (let y = Math.round(top + row * cellPixels); y < y1; y++) {
          for (let x = Math.round(left + column * cellPixels); x < x1; x++) {
            const at = (y * width + x) * 4;
            const isStripe = value === 0 && (x + y) % stripePeriod === 0;
            for (let part = 0; part < 3; part++) {
              data[at + part] =
                value === 0
                  ? (isStripe ? stripe : zero)[part]!
                  : low[part]! + (far[part]! - low[part]!) * strength;
            }
            data[at + 3] = 255;
          }
        }
      }
    }
  }
  context.putImageData(image, 0, 0);
}

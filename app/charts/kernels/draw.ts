import { drawAround } from './drawAround.ts';
import type { KernelColors, KernelPicture, KernelTile, KernelWindow } from './picture.ts';

const LEVELS = 127;

/** A colour as the four bytes of a pixel in memory order. */
function toPixel(red: number, green: number, blue: number): number {
  return (255 << 24) | (blue << 16) | (green << 8) | red;
}

function readColor(context: CanvasRenderingContext2D, color: string): readonly [number, number, number] {
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return [red!, green!, blue!];
}

/** Pixels for −1…1 in `2 · LEVELS + 1` steps; small magnitudes are drawn a little stronger than they are. */
function createScale(context: CanvasRenderingContext2D, { low, positive, negative }: KernelColors) {
  const [from, above, below] = [low, positive, negative].map((color) => readColor(context, color));
  return Uint32Array.from({ length: 2 * LEVELS + 1 }, (_, level) => {
    const strength = (Math.abs(level - LEVELS) / LEVELS) ** 0.7;
    const to = level < LEVELS ? below! : above!;
    const mix = (part: 0 | 1 | 2) => Math.round(from![part] + (to[part] - from![part]) * strength);
    return toPixel(mix(0), mix(1), mix(2));
  });
}

/** Draws what is seen of a grid: cells pixel by pixel, then names, bars, hatches and borders over them. */
export function drawKernels(canvas: HTMLCanvasElement, picture: KernelPicture, window: KernelWindow): void {
  const { width, height, scrollTop, pixelRatio } = window;
  canvas.width = Math.max(1, Math.round(width * pixelRatio));
  canvas.height = Math.max(1, Math.round(height * pixelRatio));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return;
  const { layout, tiles } = picture;
  const firstRow = Math.max(0, Math.floor(scrollTop / layout.pitchY) - 1);
  const lastRow = Math.ceil((scrollTop + height) / layout.pitchY);
  const first = firstRow * layout.tilesPerRow;
  const seen = tiles.slice(first, (lastRow + 1) * layout.tilesPerRow);
  drawCells(context, picture, window, seen, first);
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, -scrollTop * pixelRatio);
  for (const [offset, tile] of seen.entries()) drawAround(context, picture, tile, first + offset);
}

function drawCells(
  context: CanvasRenderingContext2D,
  { tensor, layout, color, largest, colors }: KernelPicture,
  { scrollTop, pixelRatio }: KernelWindow,
  seen: readonly KernelTile[],
  first: number,
): void {
  const scale = createScale(context, colors);
  const gone = toPixel(...readColor(context, colors.gone));
  const goneStripe = toPixel(...readColor(context, colors.goneStripe));
  const { width, height } = context.canvas;
  context.clearRect(0, 0, width, height);
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const { tiles, planes, rows, columns, values, mask } = tensor;
  const period = Math.max(4, Math.round(4 * pixelRatio));
  const thickness = Math.max(1, Math.round(pixelRatio));
  const unit = 1 / (largest || 1);
  const planeWidth = layout.lineCells * layout.cellWidth + layout.planeGap;
  const planeHeight = layout.lines * layout.cellHeight + layout.planeGap;
  const toShade = (value: number) => 128 + Math.round(127 * Math.max(-1, Math.min(1, value * unit)));

  for (const [offset, { index }] of seen.entries()) {
    const corner = layout.tileAt(first + offset);
    for (let plane = 0; plane < (color ? 1 : planes); plane++) {
      const left = corner.x + (plane % layout.planesAcross) * planeWidth;
      const top = corner.y - scrollTop + Math.floor(plane / layout.planesAcross) * planeHeight;
      for (let cell = 0; cell < rows * columns; cell++) {
        const at = (cell * planes + plane) * tiles + index;
        const isGone = mask !== null && mask[at] === 0;
        const level = LEVELS + Math.round(LEVELS * Math.max(-1, Math.min(1, values[at]! * unit)));
        const pixel = color
          ? toPixel(toShade(values[at]!), toShade(values[at + tiles]!), toShade(values[at + 2 * tiles]!))
          : scale[level]!;
        const x = left + (cell % layout.lineCells) * layout.cellWidth;
        const y = top + Math.floor(cell / layout.lineCells) * layout.cellHeight;
        const x0 = Math.round(x * pixelRatio);
        const x1 = Math.min(width, Math.round((x + layout.cellWidth) * pixelRatio));
        const y1 = Math.min(height, Math.round((y + layout.cellHeight) * pixelRatio));
        for (let py = Math.max(0, Math.round(y * pixelRatio)); py < y1; py++) {
          for (let px = x0; px < x1; px++) {
            pixels[py * width + px] = isGone ? ((px + py) % period < thickness ? goneStripe : gone) : pixel;
          }
        }
      }
    }
  }
  context.putImageData(image, 0, 0);
}

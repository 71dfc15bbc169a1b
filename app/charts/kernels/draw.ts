import type { KernelGridLayout, KernelTensor } from './layout.ts';

/** A tile as it stands in the grid. */
export interface KernelTile {
  /** Which image of the tensor. */
  readonly index: number;
  readonly name: string;
  /** `chosen` is about to go, `gone` has gone. */
  readonly mark: 'none' | 'chosen' | 'gone';
  /** Length of the bar beside the name, 0…1; null for none. */
  readonly share: number | null;
}

/** Colours of a grid of kernels, as CSS colours. */
export interface KernelColors {
  readonly low: string;
  readonly positive: string;
  readonly negative: string;
  readonly gone: string;
  readonly goneStripe: string;
  readonly text: string;
  readonly quiet: string;
  readonly bar: string;
  readonly track: string;
  readonly chosen: string;
  readonly focus: string;
}

export interface KernelPicture {
  readonly tensor: KernelTensor;
  readonly layout: KernelGridLayout;
  readonly color: boolean;
  readonly tiles: readonly KernelTile[];
  /** Largest magnitude: drawn in full colour. */
  readonly largest: number;
  readonly selected: number | null;
  readonly colors: KernelColors;
  readonly font: string;
}

/** What of the grid is seen, in CSS pixels. */
export interface KernelWindow {
  readonly width: number;
  readonly height: number;
  readonly scrollTop: number;
  readonly pixelRatio: number;
}

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

/** Stripes over a picture that still shows through. */
function hatch(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.beginPath();
  for (let offset = -height; offset < width; offset += 9) {
    context.moveTo(x + offset, y + height);
    context.lineTo(x + offset + height, y);
  }
  context.lineWidth = 1.6;
  context.stroke();
  context.restore();
}

function drawAround(
  context: CanvasRenderingContext2D,
  { layout, colors, font, selected }: KernelPicture,
  { index, name, mark, share }: KernelTile,
  place: number,
): void {
  const { x, y } = layout.tileAt(place);
  const { tileWidth: width, tileHeight: height } = layout;
  context.lineWidth = 1;
  context.strokeStyle = colors.track;
  context.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
  if (mark === 'chosen') {
    context.strokeStyle = colors.chosen;
    hatch(context, x, y, width, height);
    context.lineWidth = 2;
    context.strokeRect(x - 1, y - 1, width + 2, height + 2);
  }
  if (index === selected) {
    context.strokeStyle = colors.focus;
    context.lineWidth = 2;
    context.strokeRect(x - 2, y - 2, width + 4, height + 4);
  }
  const caption = layout.captionAt(place);
  context.font = `${index === selected ? '700 ' : ''}${font}`;
  context.textBaseline = 'middle';
  context.fillStyle = mark === 'gone' ? colors.quiet : colors.text;
  const middle = caption.y + 8;
  context.fillText(name, caption.x, middle + 0.5);
  if (share === null) return;
  const from = caption.x + 27;
  const full = Math.max(8, caption.width - 27);
  context.fillStyle = colors.track;
  context.fillRect(from, middle - 2, full, 4);
  context.fillStyle = mark === 'chosen' ? colors.chosen : colors.bar;
  context.fillRect(from, middle - 2, Math.max(1, full * share), 4);
}

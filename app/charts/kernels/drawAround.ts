import type { KernelPicture, KernelTile } from './picture.ts';

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

/** The border, the hatch and the caption of one tile, over its cells. */
export function drawAround(
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

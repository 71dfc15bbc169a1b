import type { Ink } from './centreInk.ts';
import type { Stroke } from './pictureStore.ts';

/** Width of the pen as a share of the pad: two to three pixels of a picture, as MNIST's own lines have. */
const PEN = 0.08;

/** Draws strokes on an empty, clear canvas in the page's ink. */
export function drawStrokes(canvas: HTMLCanvasElement, strokes: readonly Stroke[], scheme: string): void {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return;
  const { width, height } = canvas;
  context.clearRect(0, 0, width, height);
  context.strokeStyle = scheme === 'dark' ? '#e6e9ee' : '#1d2430';
  context.lineWidth = PEN * width;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const stroke of strokes) {
    context.beginPath();
    context.moveTo(stroke[0]! * width, stroke[1]! * height);
    // A dot is a line to where it began.
    if (stroke.length === 2) context.lineTo(stroke[0]! * width, stroke[1]! * height);
    for (let i = 2; i < stroke.length; i += 2) context.lineTo(stroke[i]! * width, stroke[i + 1]! * height);
    context.stroke();
  }
}

/** Where the canvas is covered, whatever the ink's colour; undefined where the canvas cannot be read. */
export function readPadInk(canvas: HTMLCanvasElement): Ink | undefined {
  const { width, height } = canvas;
  const data = canvas.getContext('2d', { willReadFrequently: true })?.getImageData(0, 0, width, height).data;
  if (!data) return undefined;
  const values = new Uint8Array(width * height);
  for (let i = 0; i < values.length; i++) values[i] = data[4 * i + 3]!;
  return { width, height, values };
}

import type { TimelineData, TimelineLayout } from './layout.ts';

/** CSS colours of a timeline. */
export interface TimelineColors {
  readonly busy: string;
  readonly idle: string;
  readonly queue: string;
  readonly stall: string;
  readonly line: string;
  readonly text: string;
}

export interface TimelineWords {
  readonly rows: string;
  readonly queue: string;
  readonly stall: string;
  /** Above the bars of the moment. */
  readonly now: string;
  readonly first: string;
  readonly last: string;
}

/** What is to come is drawn this faint. */
const FUTURE_ALPHA = 0.22;

/** Draws the run with the moment `at` (in bins, fractions too): what has been is clear, what is to come faint. */
export function drawTimeline(
  canvas: HTMLCanvasElement,
  data: TimelineData,
  layout: TimelineLayout,
  at: number,
  colors: TimelineColors,
  words: TimelineWords,
  pixelRatio: number,
): void {
  const { left, right, binWidth, rowHeight, rows, queue, stall, now, height, queueMost } = layout;
  const width = now.left + now.width;
  const context = canvas.getContext('2d');
  if (!context) return;
  const size = [Math.round(width * pixelRatio), Math.round(height * pixelRatio)] as const;
  if (canvas.width !== size[0] || canvas.height !== size[1]) [canvas.width, canvas.height] = size;
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  context.clearRect(0, 0, width, height);
  const bins = data.queue.length;
  const bin = Math.min(bins - 1, Math.max(0, Math.floor(at)));
  const gap = rowHeight > 5 ? 1 : 0;
  const fill = (color: string, alpha: number, x: number, y: number, w: number, h: number) => {
    context.globalAlpha = alpha;
    context.fillStyle = color;
    context.fillRect(x, y, w, h);
  };
  const past = (column: number) => (column <= at ? 1 : FUTURE_ALPHA);

  data.rows.forEach((row, index) => {
    const y = rows.top + index * rowHeight;
    fill(colors.idle, 1, left, y, right - left, rowHeight - gap);
    row.forEach((share, column) => {
      if (share > 0) {
        // Half a pixel more, so that no seams show between bins.
        fill(colors.busy, share * past(column), left + column * binWidth, y, binWidth + 0.4, rowHeight - gap);
      }
    });
    fill(colors.idle, 1, now.left, y, now.width, rowHeight - gap);
    fill(colors.busy, 1, now.left, y, now.width * (row[bin] ?? 0), rowHeight - gap);
  });
  data.queue.forEach((length, column) => {
    const tall = (queue.height * length) / queueMost;
    const x = left + column * binWidth;
    fill(colors.queue, past(column), x, queue.top + queue.height - tall, binWidth + 0.4, tall);
  });
  data.stall.forEach((share, column) => {
    const tall = stall.height * share;
    const x = left + column * binWidth;
    fill(colors.stall, past(column), x, stall.top + stall.height - tall, binWidth + 0.4, tall);
  });

  context.globalAlpha = 1;
  context.strokeStyle = colors.line;
  context.lineWidth = 1;
  for (const strip of [queue, stall]) {
    context.strokeRect(left + 0.5, strip.top + 0.5, right - left - 1, strip.height - 1);
  }
  const x = left + Math.min(bins, Math.max(0, at)) * binWidth;
  context.strokeStyle = colors.text;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x, rows.top - 4);
  context.lineTo(x, stall.top + stall.height + 2);
  context.stroke();

  context.fillStyle = colors.text;
  context.font = `12px ${getComputedStyle(canvas).fontFamily || 'sans-serif'}`;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  context.fillText(words.rows, left, rows.top - 6);
  context.fillText(words.now, now.left, rows.top - 6);
  context.fillText(words.queue, left, queue.top - 6);
  context.fillText(words.stall, left, stall.top - 6);
  context.textAlign = 'right';
  context.fillText('0', left - 8, rows.top + 10);
  if (data.rows.length > 1) {
    context.fillText(String(data.rows.length - 1), left - 8, rows.top + rows.height - 2);
  }
  context.fillText(words.last, right, height - 4);
  context.textAlign = 'left';
  context.fillText(words.first, left, height - 4);
}

/** What happened in equal bins of time: how busy each row was, how long the queues were, how often all waited. */
export interface TimelineData {
  /** Units of time of a bin. */
  readonly unitsPerBin: number;
  /** `[rows, bins]`, 0…1. */
  readonly rows: readonly (readonly number[])[];
  /** `[bins]`, 0 or more. */
  readonly queue: readonly number[];
  /** `[bins]`, 0…1. */
  readonly stall: readonly number[];
}

/** A strip of the drawing, in pixels. */
export interface Strip {
  readonly top: number;
  readonly height: number;
}

export interface TimelineLayout {
  readonly left: number;
  readonly right: number;
  readonly height: number;
  readonly binWidth: number;
  readonly rowHeight: number;
  readonly rows: Strip;
  readonly queue: Strip;
  readonly stall: Strip;
  /** Beside the rows: how busy each is at the moment shown. */
  readonly now: { readonly left: number; readonly width: number };
  /** The value at which the strip of the queue is full. */
  readonly queueMost: number;
}

const LEFT = 74;
const STRIP_GAP = 24;
const QUEUE_HEIGHT = 44;
const STALL_HEIGHT = 26;
const FOOT = 20;
const NOW_GAP = 12;
const ROWS_HEIGHT = 176;

/** Height in pixels, the same for every number of rows, so that nothing moves when another run is shown. */
export const TIMELINE_HEIGHT = 18 + ROWS_HEIGHT + STRIP_GAP + QUEUE_HEIGHT + STRIP_GAP + STALL_HEIGHT + FOOT;

/** Where the strips of a timeline stand, in pixels. */
export function computeTimelineLayout({ rows, queue }: TimelineData, width: number): TimelineLayout {
  const nowWidth = Math.round(Math.min(96, width * 0.16));
  const right = Math.max(LEFT + 40, width - nowWidth - NOW_GAP);
  const top = 18;
  const queueTop = top + ROWS_HEIGHT + STRIP_GAP;
  const stallTop = queueTop + QUEUE_HEIGHT + STRIP_GAP;
  return {
    left: LEFT,
    right,
    height: TIMELINE_HEIGHT,
    binWidth: (right - LEFT) / Math.max(1, queue.length),
    rowHeight: ROWS_HEIGHT / Math.max(1, rows.length),
    rows: { top, height: ROWS_HEIGHT },
    queue: { top: queueTop, height: QUEUE_HEIGHT },
    stall: { top: stallTop, height: STALL_HEIGHT },
    now: { left: right + NOW_GAP, width: nowWidth },
    queueMost: Math.max(1, ...queue),
  };
}

/** What is read at one bin. */
export interface TimelineMoment {
  readonly bin: number;
  /** Time at the start of the bin. */
  readonly time: number;
  /** Mean over the rows, 0…1. */
  readonly busy: number;
  readonly queue: number;
  readonly stall: number;
}

/** The moment of one bin; the nearest one where there is none. */
export function momentAt({ rows, queue, stall, unitsPerBin }: TimelineData, wanted: number): TimelineMoment {
  const bin = Math.max(0, Math.min(queue.length - 1, Math.floor(wanted)));
  const busy = rows.reduce((sum, row) => sum + (row[bin] ?? 0), 0) / Math.max(1, rows.length);
  return { bin, time: bin * unitsPerBin, busy, queue: queue[bin] ?? 0, stall: stall[bin] ?? 0 };
}

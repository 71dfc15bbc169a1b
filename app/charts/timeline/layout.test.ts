import { describe, expect, it } from 'vitest';
import { computeTimelineLayout, momentAt, TIMELINE_HEIGHT, type TimelineData } from './layout.ts';

const DATA: TimelineData = {
  unitsPerBin: 4,
  rows: [
    [1, 0.5, 0],
    [0, 0.5, 1],
  ],
  queue: [1, 3, 0],
  stall: [0, 0.25, 1],
};

describe('computeTimelineLayout', () => {
  const layout = computeTimelineLayout(DATA, 600);

  it('shares the width among the bins and the height among the rows', () => {
    expect(layout.binWidth * 3).toBeCloseTo(layout.right - layout.left);
    expect(layout.rowHeight * 2).toBeCloseTo(layout.rows.height);
  });

  it('keeps the strips apart and the moment beside the rows', () => {
    expect(layout.queue.top).toBeGreaterThan(layout.rows.top + layout.rows.height);
    expect(layout.stall.top).toBeGreaterThan(layout.queue.top + layout.queue.height);
    expect(layout.now.left).toBeGreaterThan(layout.right);
    expect(layout.now.left + layout.now.width).toBe(600);
    expect(layout.height).toBe(TIMELINE_HEIGHT);
  });

  it('scales the queue to its longest', () => {
    expect(layout.queueMost).toBe(3);
  });

  it('survives a run without time', () => {
    const empty = computeTimelineLayout({ unitsPerBin: 1, rows: [[]], queue: [], stall: [] }, 300);
    expect(Number.isFinite(empty.binWidth)).toBe(true);
  });
});

describe('momentAt', () => {
  it('reads the means of a bin, and the nearest bin beyond the ends', () => {
    expect(momentAt(DATA, 1.7)).toEqual({ bin: 1, time: 4, busy: 0.5, queue: 3, stall: 0.25 });
    expect(momentAt(DATA, 9).bin).toBe(2);
    expect(momentAt(DATA, -1).bin).toBe(0);
  });
});

import type { ExchangeEvent } from '../../../../src/index.ts';
import type { LabEntry } from './labEntry.ts';

/** Points are handed on to the charts at most so often. */
const SHOW_EVERY_MS = 800;

/** Gathers events and hands them on together, so that charts are not drawn anew for each. */
export function createEventGatherer(
  show: (events: readonly ExchangeEvent[]) => void,
  now: () => number = () => performance.now(),
) {
  let waiting: ExchangeEvent[] = [];
  let shownMs = Number.NEGATIVE_INFINITY;
  const flush = () => {
    if (waiting.length > 0) show(waiting);
    waiting = [];
    shownMs = now();
  };
  return {
    take(event: ExchangeEvent) {
      waiting.push(event);
      if (now() - shownMs >= SHOW_EVERY_MS) flush();
    },
    flush,
  };
}

/** An entry with what was told of it since. */
export function withEvents(entry: LabEntry, events: readonly ExchangeEvent[]): LabEntry {
  return {
    ...entry,
    ticks: [...entry.ticks, ...events.flatMap((event) => (event.kind === 'tick' ? [event.tick] : []))],
    tests: [...entry.tests, ...events.flatMap((event) => (event.kind === 'test' ? [event.test] : []))],
  };
}

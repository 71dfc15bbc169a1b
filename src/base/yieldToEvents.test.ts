import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { yieldToEvents } from './yieldToEvents.ts';

it('lets files and timers have their turn in Node, where a message port would keep them waiting', async () => {
  let hasRead = false;
  let hasTicked = false;
  void readFile(import.meta.filename).then(() => {
    hasRead = true;
  });
  setTimeout(() => {
    hasTicked = true;
  }, 1);
  for (let turn = 0; turn < 50; turn++) {
    const untilMs = performance.now() + 2;
    while (performance.now() < untilMs);
    await yieldToEvents();
  }
  expect({ hasRead, hasTicked }).toEqual({ hasRead: true, hasTicked: true });
});

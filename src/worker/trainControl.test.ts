import { describe, expect, it } from 'vitest';
import { createTrainControl } from './trainControl.ts';

async function settled<T>(promise: Promise<T>): Promise<T | 'waiting'> {
  await Promise.resolve();
  return Promise.race([
    promise,
    new Promise<'waiting'>((resolve) => setTimeout(() => resolve('waiting'), 5)),
  ]);
}

describe('createTrainControl', () => {
  it('lets every batch through while playing', async () => {
    const control = createTrainControl();
    expect(await control.next()).toBe(true);
    expect(await control.next()).toBe(true);
  });

  it('holds the next batch while paused and goes on when played', async () => {
    const control = createTrainControl();
    control.steer('pause');
    const next = control.next();
    expect(await settled(next)).toBe('waiting');
    control.steer('play');
    expect(await next).toBe(true);
  });

  it('lets exactly one batch through for each step', async () => {
    const control = createTrainControl();
    control.steer('pause');
    control.steer('stepOnce');
    control.steer('stepOnce');
    expect(await control.next()).toBe(true);
    expect(await control.next()).toBe(true);
    expect(await settled(control.next())).toBe('waiting');
  });

  it('ends a paused training when finished', async () => {
    const control = createTrainControl();
    control.steer('pause');
    const next = control.next();
    control.steer('finish');
    expect(await next).toBe(false);
  });
});

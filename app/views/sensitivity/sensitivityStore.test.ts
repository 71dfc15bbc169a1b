import { describe, expect, it } from 'vitest';
import type { JobName, JobOptions, LabClient } from '../../../src/index.ts';
import { createSensitivityStore, insertPoint, runKey } from './sensitivityStore.ts';
import { FIRST_SETTINGS } from './settings.ts';

const point = (sparsity: number, accuracy = 0.9, images = 500) => ({
  sparsity,
  accuracy,
  images,
  low: accuracy,
  high: accuracy,
});

/** A client whose one job is steered by the test. */
function createSteeredClient() {
  const jobs: { options: JobOptions<'measure'>; finish: (error?: Error, result?: unknown) => void }[] = [];
  const client = {
    run: (_job: JobName, _params: unknown, options: JobOptions<'measure'>) =>
      new Promise((resolve, reject) => {
        const finish = (error?: Error, result: unknown = null) => (error ? reject(error) : resolve(result));
        options.signal?.addEventListener('abort', () => finish(new DOMException('cancelled', 'AbortError')));
        jobs.push({ options, finish });
      }),
  } as unknown as LabClient;
  return { client, jobs };
}

describe('insertPoint', () => {
  it('keeps the curve sorted and lets a refined point replace the coarse one', () => {
    const curve = [point(0, 1, 200), point(0.9, 0.4, 200)];
    const next = insertPoint(insertPoint(curve, point(0.5)), point(0.9, 0.5));
    expect(next.map(({ sparsity, accuracy }) => [sparsity, accuracy])).toEqual([
      [0, 1],
      [0.5, 0.9],
      [0.9, 0.5],
    ]);
  });
});

describe('the store of measured curves', () => {
  const key = runKey('s1', FIRST_SETTINGS);

  it('shows points as they come and keeps them when done', async () => {
    const store = createSensitivityStore();
    const { client, jobs } = createSteeredClient();
    const measured = store.getState().measure(client, 's1', FIRST_SETTINGS, 1);
    jobs[0]!.options.onEvent?.({ layer: 'fc1', point: point(0.5) });
    expect(store.getState().runs[key]).toMatchObject({
      state: 'running',
      curves: { fc1: [{ sparsity: 0.5 }] },
    });
    jobs[0]!.finish();
    await measured;
    expect(store.getState().runs[key]).toMatchObject({ state: 'done', curves: { fc1: [{ sparsity: 0.5 }] } });
  });

  it('keeps the points of a cancelled measurement', async () => {
    const store = createSensitivityStore();
    const { client, jobs } = createSteeredClient();
    const measured = store.getState().measure(client, 's1', FIRST_SETTINGS, 1);
    jobs[0]!.options.onEvent?.({ layer: 'fc1', point: point(0.5) });
    store.getState().cancel('s1', FIRST_SETTINGS);
    await measured;
    expect(store.getState().runs[key]).toMatchObject({
      state: 'cancelled',
      curves: { fc1: [{ sparsity: 0.5 }] },
      error: null,
    });
  });

  it('leaves the points of a cancelled measurement in place when it goes on', async () => {
    const store = createSensitivityStore();
    const { client, jobs } = createSteeredClient();
    const measured = store.getState().measure(client, 's1', FIRST_SETTINGS, 1);
    jobs[0]!.options.onEvent?.({ layer: 'fc1', point: point(0.5) });
    store.getState().cancel('s1', FIRST_SETTINGS);
    await measured;
    const resumed = store.getState().measure(client, 's1', FIRST_SETTINGS, 1);
    expect(store.getState().runs[key]).toMatchObject({
      state: 'running',
      curves: { fc1: [{ sparsity: 0.5 }] },
    });
    jobs[1]!.finish();
    await resumed;
    void store.getState().measure(client, 's1', FIRST_SETTINGS, 1);
    expect(store.getState().runs[key]?.curves).toEqual({});
  });

  it('takes nothing from a measurement that a newer one replaced', async () => {
    const store = createSensitivityStore();
    const { client, jobs } = createSteeredClient();
    const first = store.getState().measure(client, 's1', FIRST_SETTINGS, 1);
    const second = store.getState().measure(client, 's1', FIRST_SETTINGS, 1);
    await first;
    jobs[0]!.options.onEvent?.({ layer: 'old', point: point(0.5) });
    expect(store.getState().runs[key]).toMatchObject({ state: 'running', curves: {} });
    jobs[1]!.finish();
    await second;
    expect(store.getState().runs[key]?.state).toBe('done');
  });

  it('ends with the means over the seeds, which no single point told', async () => {
    const store = createSensitivityStore();
    const { client, jobs } = createSteeredClient();
    const measured = store.getState().measure(client, 's1', FIRST_SETTINGS, 1);
    jobs[0]!.options.onEvent?.({ layer: 'fc1', point: point(0.5, 0.4) });
    const points = [{ ...point(0.5, 0.6), standardDeviation: 0.1 }];
    jobs[0]!.finish(undefined, { sensitivity: [{ layer: 'fc1', points }] });
    await measured;
    expect(store.getState().runs[key]?.curves).toEqual({ fc1: points });
  });

  it('says why a measurement failed', async () => {
    const store = createSensitivityStore();
    const { client, jobs } = createSteeredClient();
    const measured = store.getState().measure(client, 's1', FIRST_SETTINGS, 1);
    jobs[0]!.finish(new Error('broken'));
    await measured;
    expect(store.getState().runs[key]).toMatchObject({ state: 'failed', error: { code: 'unexpected' } });
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { recipeSchema } from '../recipe/schema.ts';
import { createLabClient } from './createClient.ts';
import type { LabClient, SessionHeader } from './protocol.ts';

const { steps: _, ...header } = recipeSchema.parse({
  version: 1,
  seed: 7,
  dataset: { name: 'mnist', trainSize: 1280, testSize: 500 },
  network: { preset: 'lenet-300-100' },
});
const train = (steps: number) => ({
  kind: 'train' as const,
  steps,
  batchSize: 64,
  learningRate: 0.001,
  optimizer: {
    kind: 'adam' as const,
    momentum: 0.9,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 0,
  },
  schedule: { kind: 'constant' as const },
  regularizer: { l1: 0, l2: 0, slimming: 0, groupLasso: 0 },
});

const clients: LabClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.dispose();
});

function spawn() {
  const workers: Worker[] = [];
  const client = createLabClient(() => {
    const worker = new Worker(new URL('./entry.ts', import.meta.url), { type: 'module' });
    workers.push(worker);
    return worker;
  });
  clients.push(client);
  return { client, workers };
}

async function open(client: LabClient, of: SessionHeader = header) {
  return client.run('openSession', { header: of, snapshotId: 'start' });
}

describe('the worker and its client', () => {
  it('trains on real images in a worker and prunes what it trained', async () => {
    const { client } = spawn();
    const start = await open(client);
    expect(start.snapshot.summary.accuracy.accuracy).toBeLessThan(0.4);
    const ticks: number[] = [];
    const trained = await client.run(
      'runStep',
      { from: 'start', snapshotId: 'trained', step: train(40) },
      { onEvent: (tick) => ticks.push(tick.loss) },
    );
    expect(trained.snapshot.summary.accuracy.accuracy).toBeGreaterThan(0.7);
    expect(ticks.length).toBeGreaterThan(0);
    const preview = await client.run('preview', {
      id: 'trained',
      images: 500,
      step: {
        kind: 'prune',
        criterion: 'magnitude',
        granularity: 'weight',
        scope: 'uniform',
        amount: { sparsity: 0.9 },
      },
    });
    expect(preview.keptWeights).toBe(26_620);
    expect(preview.accuracyBefore).toBe(trained.snapshot.summary.accuracy.accuracy);
  });

  it('stops a cancelled training and keeps nothing of it', async () => {
    const { client } = spawn();
    await open(client);
    const abort = new AbortController();
    const running = client.run(
      'runStep',
      { from: 'start', snapshotId: 'gone', step: train(5000) },
      { signal: abort.signal, onEvent: () => abort.abort() },
    );
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    await expect(client.run('magnitudes', { id: 'gone' })).rejects.toMatchObject({ code: 'unexpected' });
    expect(await client.run('magnitudes', { id: 'start' })).toHaveLength(3);
  });

  it('ends a training early when asked to finish, and tells the batches that really ran', async () => {
    const { client } = spawn();
    await open(client);
    let steer: ((command: 'finish') => void) | undefined;
    const { step } = await client.run(
      'runStep',
      { from: 'start', snapshotId: 'short', step: train(5000) },
      {
        onControl: (control) => {
          steer = control;
        },
        onEvent: () => steer?.('finish'),
      },
    );
    expect(step).toMatchObject({ kind: 'train' });
    expect((step as { steps: number }).steps).toBeLessThan(5000);
  });

  it('survives a dead worker: running jobs fail with a code, finished snapshots come back', async () => {
    const { client, workers } = spawn();
    await open(client);
    await client.run('runStep', { from: 'start', snapshotId: 'kept', step: train(5) });
    const before = await client.run('magnitudes', { id: 'kept' });
    const { promise: underway, resolve: begin } = Promise.withResolvers<void>();
    const running = client.run(
      'runStep',
      { from: 'kept', snapshotId: 'lost', step: train(5000) },
      { onEvent: () => begin() },
    );
    const failed = expect(running).rejects.toMatchObject({ code: 'worker-died' });
    await underway;
    workers[0]!.terminate();
    workers[0]!.onerror?.(new ErrorEvent('error', { message: 'killed by the test' }));
    await failed;
    const after = await client.run('magnitudes', { id: 'kept' });
    expect(after.map(({ sorted }) => sorted)).toEqual(before.map(({ sorted }) => sorted));
    expect(workers).toHaveLength(2);
    const again = await client.run('runStep', { from: 'kept', snapshotId: 'next', step: train(5) });
    expect(again.snapshot.depth).toBe(2);
  });

  it('says which weights file is missing', async () => {
    const { client } = spawn();
    const opening = open(client, { ...header, weights: 'checkpoints/none.safetensors' });
    await expect(opening).rejects.toMatchObject({ code: 'invalid-weights', details: { reason: 'HTTP 404' } });
  });
});

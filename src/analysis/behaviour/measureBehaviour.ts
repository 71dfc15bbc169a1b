import { throwIfAborted } from '../../base/errors.ts';
import { createProgressMeter } from '../../base/progress.ts';
import { yieldToEvents } from '../../base/yieldToEvents.ts';
import type { ImageBatch, ImageSplit } from '../../data/dataset.ts';
import type { Engine, RunOptions } from '../../engine/engine.ts';
import type { NetworkState } from '../../network/networkState.ts';
import type { NetworkSpec } from '../../network/spec.ts';
import type { BehaviourReport } from './behaviour.ts';
import { computeBehaviour } from './computeBehaviour.ts';

/** Images of one forward pass, the largest batch of the engine's own: nothing is padded but at the end. */
const CHUNK_IMAGES = 64;

export interface BehaviourOptions {
  /** The first images of the split; all where absent. */
  readonly images?: number;
  /** Bins of the confidence; 15 where absent. */
  readonly calibrationBins?: number;
}

function countPixels({ nodes }: NetworkSpec): number {
  const shape = nodes.find((node) => node.kind === 'input')?.shape ?? [];
  return shape.reduce((product, length) => product * length, 1);
}

function gatherBatch(split: ImageSplit, start: number, count: number, pixels: number): ImageBatch {
  const batch = { count, pixels: new Uint8Array(count * pixels), labels: new Uint8Array(count) };
  const indices = Uint32Array.from({ length: count }, (_, offset) => start + offset);
  split.gather(indices, batch.pixels, batch.labels);
  return batch;
}

interface Outputs {
  /** `[images, classes]`. */
  readonly logits: Float32Array;
  readonly labels: Uint8Array;
}

/** Logits of the first `count` images; calls `onImages` with how many are done. */
async function collectLogits(
  engine: Engine,
  { spec, weights, masks }: NetworkState,
  split: ImageSplit,
  count: number,
  signal: AbortSignal | undefined,
  onImages: (done: number) => void,
): Promise<Outputs> {
  const labels = new Uint8Array(count);
  const pixels = countPixels(spec);
  let logits = new Float32Array(0);
  const model = engine.createModel(spec, weights, masks);
  try {
    for (let start = 0; start < count; start += CHUNK_IMAGES) {
      throwIfAborted(signal);
      const size = Math.min(CHUNK_IMAGES, count - start);
      await split.require(start + size, signal);
      const batch = gatherBatch(split, start, size, pixels);
      const rows = await engine.predict(model, batch);
      if (start === 0) logits = new Float32Array((rows.length / size) * count);
      logits.set(rows, (rows.length / size) * start);
      labels.set(batch.labels, start);
      onImages(start + size);
      await yieldToEvents();
    }
  } finally {
    model.dispose();
  }
  throwIfAborted(signal);
  return { logits, labels };
}

/**
 * Compares what two networks do with the same first images of a split, in evaluation mode: a network and what pruning,
 * fine-tuning or compaction made of it. Their specs may differ, their inputs and classes not.
 *
 * Throws as computeBehaviour.
 */
export async function measureBehaviour(
  engine: Engine,
  before: NetworkState,
  after: NetworkState,
  split: ImageSplit,
  { images, calibrationBins }: BehaviourOptions = {},
  { signal, onProgress }: RunOptions = {},
): Promise<BehaviourReport> {
  const count = Math.min(images ?? split.count, split.count);
  const measureProgress = createProgressMeter(2 * count);
  const collect = (state: NetworkState, from: number) =>
    collectLogits(engine, state, split, count, signal, (done) => onProgress?.(measureProgress(from + done)));
  const { logits, labels } = await collect(before, 0);
  const other = await collect(after, count);
  return computeBehaviour(labels, logits, other.logits, calibrationBins);
}

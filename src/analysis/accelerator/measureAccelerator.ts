import { throwIfAborted } from '../../base/errors.ts';
import { createProgressMeter } from '../../base/progress.ts';
import { yieldToEvents } from '../../base/yieldToEvents.ts';
import type { ImageBatch, ImageSplit } from '../../data/dataset.ts';
import type { Engine, RunOptions } from '../../engine/engine.ts';
import type { NetworkState } from '../../network/networkState.ts';
import { type DenseNode, isWeightedNode, type NetworkSpec } from '../../network/spec.ts';
import { applyMasks } from '../../pruning/applyMasks.ts';
import { accelerateLayer } from './accelerateLayer.ts';
import {
  type AcceleratorOptions,
  type AcceleratorReport,
  computePeakGops,
  DEFAULT_ACCELERATOR_OPTIONS,
  type LayerAcceleration,
} from './accelerator.ts';
import { requireWhole } from './requireWhole.ts';

async function gatherImages(
  spec: NetworkSpec,
  split: ImageSplit,
  count: number,
  signal: AbortSignal | undefined,
): Promise<ImageBatch> {
  await split.require(count, signal);
  const input = spec.nodes.find((node) => node.kind === 'input')!;
  const pixels = new Uint8Array(count * input.shape.reduce((product, length) => product * length, 1));
  const labels = new Uint8Array(count);
  split.gather(
    Uint32Array.from({ length: count }, (_, index) => index),
    pixels,
    labels,
  );
  return { count, pixels, labels };
}

/** What each dense layer reads, for each image: `[layers, images]` of `[columns]`. */
async function captureInputs(
  engine: Engine,
  { spec, weights, masks }: NetworkState,
  images: ImageBatch,
  layers: readonly DenseNode[],
): Promise<readonly (readonly Float32Array[])[]> {
  const nodes = [...new Set(layers.map(({ inputs }) => inputs[0]!))];
  const model = engine.createModel(spec, weights, masks);
  try {
    const captured = await engine.capture(model, images, nodes);
    return layers.map(({ inputs }) => {
      const { values } = captured[nodes.indexOf(inputs[0]!)]!;
      const size = values.length / images.count;
      return Array.from({ length: images.count }, (_, image) =>
        values.subarray(image * size, (image + 1) * size),
      );
    });
  } finally {
    model.dispose();
  }
}

/**
 * Measures what the dense layers of a snapshot would cost on an accelerator like EIE (Han et al. 2016), for the
 * activations that the first images of a split really give them. Convolutions are left out and named: EIE runs fully
 * connected layers.
 *
 * The cycles are those of a simulation (see simulateLayer), not of a device.
 *
 * Throws `step-impossible` where PEs, queue depth or images are below 1.
 */
export async function measureAccelerator(
  engine: Engine,
  state: NetworkState,
  split: ImageSplit,
  options: Partial<AcceleratorOptions> = {},
  { signal, onProgress }: RunOptions = {},
): Promise<AcceleratorReport> {
  const { peCount, queueDepth, images } = { ...DEFAULT_ACCELERATOR_OPTIONS, ...options };
  requireWhole('number of PEs', peCount);
  requireWhole('queue depth', queueDepth);
  const count = Math.min(images, split.count);
  requireWhole('number of images', count);
  const weighted = state.spec.nodes.filter(isWeightedNode);
  const dense = weighted.filter((node) => node.kind === 'dense');
  const batch = await gatherImages(state.spec, split, count, signal);
  const inputs = dense.length === 0 ? [] : await captureInputs(engine, state, batch, dense);
  const own = applyMasks(state.weights, state.masks);
  const measureProgress = createProgressMeter(dense.length * batch.count);
  let done = 0;
  const layers: LayerAcceleration[] = [];
  for (const [index, { name }] of dense.entries()) {
    throwIfAborted(signal);
    const { shape, values } = own[`${name}.weight`]!;
    const matrix = { rows: shape[1]!, columns: shape[0]!, values };
    const layer = accelerateLayer(name, matrix, { peCount, queueDepth });
    for (const activations of inputs[index]!) {
      throwIfAborted(signal);
      layer.run(activations);
      onProgress?.(measureProgress(++done));
      await yieldToEvents();
    }
    layers.push(layer.report());
  }
  return {
    peCount,
    queueDepth,
    images: batch.count,
    peakGops: computePeakGops(peCount),
    layers,
    leftOut: weighted.filter((node) => node.kind !== 'dense').map(({ name }) => name),
  };
}

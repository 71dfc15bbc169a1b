import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '../base/errors.ts';
import type { ImageSplit } from '../data/dataset.ts';
import { inferShapes } from '../network/inferShapes.ts';
import { sizeOf } from '../network/listWeights.ts';
import type { Shape } from '../network/spec.ts';
import { collectChunks } from './collectChunks.ts';
import { buildChunkLoss } from './collectGradients.ts';
import { createRankCollector } from './collectRanks.ts';
import type { DeviceModel } from './deviceModel.ts';
import type { DeviceReader } from './deviceReader.ts';
import type { ActivationKind, ActivationStatistics, RunOptions } from './engine.ts';
import { buildForward, inputNodeOf, outputNodeOf } from './forward.ts';
import { type Chunk, createImageTensor, imageShapeOf, imageSizeOf } from './imageBatches.ts';

/** Images of a chunk: values and gradients of all nodes are held for each of them. */
const LARGEST_CHUNK = 64;

/** What one node put out for a chunk, `[n, …, channels]`. */
interface Observation {
  readonly value: tf.Tensor;
  /** a · ∂ℓ/∂a of each image's own loss; only where a kind needs it. */
  readonly effect?: tf.Tensor;
}

/** `[n, …, channels]` summed over positions: `[n, channels]`. */
function sumPositions(x: tf.Tensor): tf.Tensor {
  return x.rank === 2 ? tf.clone(x) : tf.sum(x, [1, 2]);
}

/** What is summed over images on the device's side, `[n, channels]`; the mean is over images and positions. */
const POSITION_SUMS: {
  readonly [K in Exclude<ActivationKind, 'rank'>]: (observation: Observation) => tf.Tensor;
} = {
  // In single precision exact: an image has far fewer than 2²⁴ positions.
  zeros: ({ value }) => sumPositions(tf.cast(tf.equal(value, 0), 'float32')),
  mean: ({ value }) => sumPositions(value),
  taylor: ({ effect }) => tf.abs(sumPositions(effect!)),
  taylorAbs: ({ effect }) => sumPositions(tf.abs(effect!)),
};

/** Values of the nodes for a chunk, with what a small change of each would do to the loss of its image. Inside `tf.tidy`. */
function buildEffects(
  model: DeviceModel,
  images: tf.Tensor,
  labels: Uint8Array,
  shapes: ReadonlyMap<string, Shape>,
): Observation[] {
  const { weightTensors } = model;
  const { spec } = model;
  const count = labels.length;
  const offsets = new Map([...shapes].map(([node, shape]) => [node, tf.zeros([count, ...shape])]));
  // Kept, because the tidy of the gradient function would free them.
  const kept: tf.Tensor[] = [];
  try {
    const { grads } = tf.engine().gradients(() => {
      const given = new Map([[inputNodeOf(spec), images]]);
      const targets = [outputNodeOf(spec), ...shapes.keys()];
      const [logits, ...values] = buildForward(spec, weightTensors, given, targets, undefined, { offsets });
      kept.push(...values.map((value) => tf.keep(tf.clone(value))));
      return buildChunkLoss(logits!, labels);
    }, [...offsets.values()]);
    // The loss is the mean over the images, of which each one's own is wanted.
    return kept.map((value, index) => ({
      value: tf.clone(value),
      effect: tf.mul(tf.mul(value, grads[index]!), count),
    }));
  } finally {
    tf.dispose(kept);
  }
}

/** Observes the nodes for a chunk without padding, in evaluation mode. Inside `tf.tidy`. */
function buildObservations(
  model: DeviceModel,
  { pixels, labels, count }: Chunk,
  shapes: ReadonlyMap<string, Shape>,
  withEffects: boolean,
): Observation[] {
  const { spec, weightTensors } = model;
  const images = createImageTensor(pixels, count, imageShapeOf(spec));
  if (withEffects) return buildEffects(model, images, labels, shapes);
  const given = new Map([[inputNodeOf(spec), images]]);
  return buildForward(spec, weightTensors, given, [...shapes.keys()]).map((value) => ({ value }));
}

/** Adds `[n, channels]` to the sums `[channels]`. */
function addImages(sums: Float64Array, values: Float32Array): void {
  for (const [at, value] of values.entries()) {
    const channel = at % sums.length;
    sums[channel] = sums[channel]! + value;
  }
}

/** Shapes of some nodes, in that order. Throws `invalid-network` for an unknown one. */
export function findShapes(model: DeviceModel, nodes: readonly string[]): ReadonlyMap<string, Shape> {
  const all = inferShapes(model.spec);
  return new Map(
    nodes.map((node) => {
      const shape = all.get(node);
      if (!shape) throw new AppError('invalid-network', `unknown node: ${node}`, { node });
      return [node, shape];
    }),
  );
}

/** Statistics of what the named nodes put out for the first `count` images of a split, by channel; one pass for all kinds. */
export async function collectActivations<K extends ActivationKind>(
  device: DeviceReader,
  model: DeviceModel,
  split: ImageSplit,
  count: number,
  nodes: readonly string[],
  kinds: readonly K[],
  run: RunOptions = {},
): Promise<readonly ActivationStatistics<K>[]> {
  const shapes = findShapes(model, nodes);
  if (shapes.size === 0) return [];
  const withEffects = kinds.some((kind) => kind === 'taylor' || kind === 'taylorAbs');
  const addRanks = kinds.some((kind) => kind === 'rank') ? await createRankCollector(run) : undefined;
  // One for each node and kind.
  const totals = [...shapes.values()].flatMap((shape) =>
    kinds.map((kind) => ({ kind: kind as ActivationKind, shape, sums: new Float64Array(shape.at(-1)!) })),
  );
  const range = { from: 0, count, largest: LARGEST_CHUNK };
  const images = await collectChunks(split, range, imageSizeOf(model.spec), run, async (chunk) => {
    const tensors = tf.tidy(() =>
      buildObservations(model, chunk, shapes, withEffects).flatMap((observation) =>
        kinds.map((kind: ActivationKind) =>
          kind === 'rank' ? tf.clone(observation.value) : POSITION_SUMS[kind](observation),
        ),
      ),
    );
    try {
      const read = await Promise.all(tensors.map((tensor) => device.read(tensor)));
      for (const [index, { kind, shape, sums }] of totals.entries()) {
        if (kind === 'rank') await addRanks!(sums, read[index]!, shape);
        else addImages(sums, read[index]!);
      }
    } finally {
      tf.dispose(tensors);
    }
  });
  const means = totals.map(({ kind, shape, sums }) => {
    const observed = kind === 'rank' ? images : images * sizeOf(shape.slice(0, -1));
    return sums.map((sum) => sum / observed);
  });
  return [...shapes.keys()].map((node, at) => {
    const channels = kinds.map((kind, index) => [kind, means[at * kinds.length + index]!]);
    return { node, channels: Object.fromEntries(channels) };
  });
}

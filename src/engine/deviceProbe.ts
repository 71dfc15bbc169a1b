import * as tf from '@tensorflow/tfjs-core';
import { concatFloats } from '../base/concatFloats.ts';
import { AppError, throwIfAborted } from '../base/errors.ts';
import { yieldToEvents } from '../base/yieldToEvents.ts';
import type { ImageSplit } from '../data/dataset.ts';
import { findCut } from '../network/findCut.ts';
import type { Conv2dNode, DenseNode, NetworkSpec } from '../network/spec.ts';
import type { WeightArray, Weights } from '../network/weights.ts';
import { countCertain } from './countCertain.ts';
import { DeviceModel } from './deviceModel.ts';
import type { DeviceReader } from './deviceReader.ts';
import type { CorrectCount, Evaluation, Probe, ProbeRange } from './engine.ts';
import { computeEvaluation } from './evaluate.ts';
import { buildForward, outputNodeOf, selectNodes, type WeightTensors } from './forward.ts';
import { type ChunkPlan, gatherChunk, imageSizeOf } from './imageBatches.ts';
import { canBeRough } from './layers.ts';
import { areMovable, MovingSums } from './movingSums.ts';
import { nodeOfWeight } from './prefixKeys.ts';
import type { PrefixStore } from './prefixStore.ts';
import { PrefixValues } from './prefixValues.ts';

/**
 * Images of the first, the second and each later chunk: short at first, for an early answer; then longer, since each
 * packs the filters anew. They divide the usual 500 and 1,000 images without padding.
 */
const CHUNKS = [100, 150, 250] as const;

function planProbe(count: number): readonly ChunkPlan[] {
  const plans: ChunkPlan[] = [];
  for (let start = 0; start < count; start += plans.at(-1)!.padded) {
    const padded = CHUNKS[Math.min(plans.length, CHUNKS.length - 1)]!;
    plans.push({ start, count: Math.min(padded, count - start), padded });
  }
  return plans;
}

interface DeviceProbeParts {
  readonly device: DeviceReader;
  readonly store: PrefixStore;
  readonly spec: NetworkSpec;
  readonly weights: Weights;
  readonly split: ImageSplit;
  readonly images: number;
  readonly onDispose: (probe: DeviceProbe) => void;
}

/** A layer of which only the weight changes, and its other weight. */
interface MovingLayer {
  readonly node: Conv2dNode | DenseNode;
  readonly weight: WeightArray;
}

/** How logits are computed that may be off by rounding. */
interface QuickWay {
  readonly moving: MovingLayer | undefined;
  readonly rough: boolean;
}

function countRight(logits: Float32Array, labels: Uint8Array): number {
  return Math.round(computeEvaluation(logits, labels).accuracy * labels.length);
}

/** A Probe on the current tfjs backend. */
export class DeviceProbe implements Probe {
  private readonly parts: DeviceProbeParts;
  private readonly model: DeviceModel;
  private readonly prefix: PrefixValues;
  private readonly plans: readonly ChunkPlan[];
  private readonly sums = new MovingSums();

  constructor(parts: DeviceProbeParts) {
    const { device, store, spec, weights, split, images } = parts;
    this.parts = parts;
    this.plans = planProbe(Math.min(images, split.count));
    this.prefix = new PrefixValues(store, spec, weights, split);
    this.model = new DeviceModel(device, spec, weights, {});
  }

  get chunks(): readonly number[] {
    return this.plans.map(({ count }) => count);
  }

  async predict(changed: Weights, range: ProbeRange = {}): Promise<Float32Array> {
    const rows: Float32Array[] = [];
    await this.forEachChunk(changed, range, async (plan, cut, weights) => {
      rows.push(await this.readLogits(plan, cut, weights));
    });
    return concatFloats(rows);
  }

  async evaluate(changed: Weights, range: ProbeRange = {}): Promise<Evaluation> {
    const logits = await this.predict(changed, range);
    const labels = this.plans.slice(range.from ?? 0, range.to).flatMap((plan) => [...this.labelsOf(plan)]);
    return computeEvaluation(logits, Uint8Array.from(labels));
  }

  async countCorrect(changed: Weights, range: ProbeRange = {}): Promise<CorrectCount> {
    const quick = this.findQuickWay(changed);
    let correct = 0;
    let images = 0;
    await this.forEachChunk(changed, range, async (plan, cut, weights) => {
      const labels = this.labelsOf(plan);
      const certain = quick && countCertain(await this.readLogits(plan, cut, weights, quick), labels);
      correct += certain ?? countRight(await this.readLogits(plan, cut, weights), labels);
      images += plan.count;
    });
    return { correct, images };
  }

  dispose(): void {
    this.sums.dispose();
    this.model.dispose();
    this.parts.onDispose(this);
  }

  /** Runs `visit` on chunks, one after the other, with the changed weights in place. */
  private async forEachChunk(
    changed: Weights,
    { from = 0, to, signal }: ProbeRange,
    visit: (plan: ChunkPlan, cut: readonly string[], weights: WeightTensors) => Promise<void>,
  ): Promise<void> {
    const cut = this.findCut(changed);
    const uploaded = this.upload(changed);
    try {
      for (const plan of this.plans.slice(from, to)) {
        throwIfAborted(signal);
        await this.parts.split.require(plan.start + plan.count, signal);
        await visit(plan, cut, new Map([...this.model.weightTensors, ...uploaded]));
        await yieldToEvents();
      }
      throwIfAborted(signal);
    } finally {
      tf.dispose([...uploaded.values()]);
    }
  }

  /** Undefined where none is quicker than the usual way. */
  private findQuickWay(changed: Weights): QuickWay | undefined {
    const { spec } = this.parts;
    const moving = this.findMovingLayer(changed);
    const given = new Set([...this.findCut(changed), ...(moving ? [moving.node.name] : [])]);
    const rough = selectNodes(spec, given, [outputNodeOf(spec)]).some(canBeRough);
    return moving || rough ? { moving, rough } : undefined;
  }

  private findCut(changed: Weights): readonly string[] {
    return findCut(this.parts.spec.nodes, new Set(Object.keys(changed).map(nodeOfWeight)));
  }

  /** The layer whose weight is all that changes, where its sums can be moved from weight to weight. */
  private findMovingLayer(changed: Weights): MovingLayer | undefined {
    const [[name, weight] = [], ...others] = Object.entries(changed);
    if (!name || !weight || others.length > 0) return undefined;
    const node = this.parts.spec.nodes.find((node) => node.name === nodeOfWeight(name));
    if (node?.kind !== 'conv2d' && node?.kind !== 'dense') return undefined;
    return name === `${node.name}.weight` && areMovable(weight) ? { node, weight } : undefined;
  }

  private labelsOf(plan: ChunkPlan): Uint8Array {
    return gatherChunk(this.parts.split, plan, imageSizeOf(this.parts.spec)).labels;
  }

  /** Inside `tf.tidy`. */
  private buildSums(
    { node, weight }: MovingLayer,
    plan: ChunkPlan,
    given: ReadonlyMap<string, tf.Tensor>,
    weights: WeightTensors,
  ): ReadonlyMap<string, tf.Tensor> {
    const x = given.get(node.inputs[0]!);
    if (!x) return given;
    const sums = this.sums.build({
      key: `${node.name} ${plan.start}`,
      node,
      x,
      weight,
      weightTensor: weights.get(`${node.name}.weight`)!,
      bias: node.bias ? weights.get(`${node.name}.bias`) : undefined,
    });
    return new Map([...given, [node.name, sums]]);
  }

  /** Tensors of other values for some weights; the caller's. */
  private upload(changed: Weights): ReadonlyMap<string, tf.Tensor> {
    const own = this.model.weightTensors;
    for (const [name, { shape }] of Object.entries(changed)) {
      const expected = own.get(name)?.shape;
      if (expected?.join() === shape.join()) continue;
      throw new AppError('invalid-weights', `${name} has shape [${shape}] (expected [${expected}])`, {
        name,
      });
    }
    return new Map(
      Object.entries(changed).map(([name, { shape, values }]) => [name, tf.tensor(values, [...shape])]),
    );
  }

  /** Logits of a chunk from the values of a cut on, which it leaves in the cache. */
  private async readLogits(
    plan: ChunkPlan,
    cut: readonly string[],
    weights: WeightTensors,
    quick?: QuickWay,
  ): Promise<Float32Array> {
    const { device, spec } = this.parts;
    const output = outputNodeOf(spec);
    const [logits, fresh] = tf.tidy(() => {
      const { given, fresh } = this.prefix.build(plan, cut, this.model.weightTensors);
      const from = quick?.moving ? this.buildSums(quick.moving, plan, given, weights) : given;
      const known = from.get(output);
      const built = known
        ? tf.clone(known)
        : buildForward(spec, weights, from, [output], undefined, { rough: quick?.rough ?? false })[0]!;
      return [built, Object.fromEntries(fresh)] as [tf.Tensor, Record<string, tf.Tensor>];
    });
    try {
      this.prefix.keep(plan, cut, new Map(Object.entries(fresh)));
      const values = await device.read(logits);
      return values.subarray(0, (values.length / plan.padded) * plan.count);
    } finally {
      tf.dispose(logits);
    }
  }
}

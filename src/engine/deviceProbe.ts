import * as tf from '@tensorflow/tfjs-core';
import { concatFloats } from '../base/concatFloats.ts';
import { AppError, throwIfAborted } from '../base/errors.ts';
import { yieldToEvents } from '../base/yieldToEvents.ts';
import type { ImageSplit } from '../data/dataset.ts';
import { findCut } from '../network/findCut.ts';
import type { NetworkSpec } from '../network/spec.ts';
import type { Weights } from '../network/weights.ts';
import { DeviceModel } from './deviceModel.ts';
import type { DeviceReader } from './deviceReader.ts';
import type { Evaluation, Probe, ProbeRange } from './engine.ts';
import { computeEvaluation } from './evaluate.ts';
import { buildForward, outputNodeOf, type WeightTensors } from './forward.ts';
import { type ChunkPlan, gatherChunk, imageSizeOf, planChunks } from './imageBatches.ts';
import { nodeOfWeight } from './prefixKeys.ts';
import type { PrefixStore } from './prefixStore.ts';
import { PrefixValues } from './prefixValues.ts';

/** The first chunks are short, for an early answer; later ones longer, since each packs the filters anew. */
const SHORT_CHUNK = 125;
const SHORT_CHUNKS = 2;
const LONG_CHUNK = 250;

/** Chunks of two sizes, which divide the usual 500 and 1,000 images without padding. */
function planProbe(count: number): readonly ChunkPlan[] {
  const short = Math.min(count, SHORT_CHUNKS * SHORT_CHUNK);
  const long = planChunks(count - short, LONG_CHUNK);
  return [...planChunks(short, SHORT_CHUNK), ...long.map((plan) => ({ ...plan, start: plan.start + short }))];
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

/** A Probe on the current tfjs backend. */
export class DeviceProbe implements Probe {
  private readonly parts: DeviceProbeParts;
  private readonly model: DeviceModel;
  private readonly prefix: PrefixValues;
  private readonly plans: readonly ChunkPlan[];

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

  async predict(changed: Weights, { from = 0, to, signal }: ProbeRange = {}): Promise<Float32Array> {
    const cut = findCut(this.parts.spec.nodes, new Set(Object.keys(changed).map(nodeOfWeight)));
    const uploaded = this.upload(changed);
    const rows: Float32Array[] = [];
    try {
      for (const plan of this.plans.slice(from, to)) {
        throwIfAborted(signal);
        await this.parts.split.require(plan.start + plan.count, signal);
        rows.push(await this.readLogits(plan, cut, new Map([...this.model.weightTensors, ...uploaded])));
        await yieldToEvents();
      }
      throwIfAborted(signal);
      return concatFloats(rows);
    } finally {
      tf.dispose([...uploaded.values()]);
    }
  }

  async evaluate(changed: Weights, range: ProbeRange = {}): Promise<Evaluation> {
    const logits = await this.predict(changed, range);
    const { split, spec } = this.parts;
    const labels = this.plans
      .slice(range.from ?? 0, range.to)
      .flatMap((plan) => [...gatherChunk(split, plan, imageSizeOf(spec)).labels]);
    return computeEvaluation(logits, Uint8Array.from(labels));
  }

  dispose(): void {
    this.model.dispose();
    this.parts.onDispose(this);
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
  ): Promise<Float32Array> {
    const { device, spec } = this.parts;
    const output = outputNodeOf(spec);
    const [logits, fresh] = tf.tidy(() => {
      const { given, fresh } = this.prefix.build(plan, cut, this.model.weightTensors);
      const known = given.get(output);
      const built = known ? tf.clone(known) : buildForward(spec, weights, given, [output])[0]!;
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

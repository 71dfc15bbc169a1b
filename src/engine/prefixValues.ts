import type * as tf from '@tensorflow/tfjs-core';
import type { ImageSplit } from '../data/dataset.ts';
import type { NetworkSpec } from '../network/spec.ts';
import type { Weights } from '../network/weights.ts';
import { buildForward, inputNodeOf, type WeightTensors } from './forward.ts';
import { type ChunkPlan, createImageTensor, gatherChunk, imageShapeOf, imageSizeOf } from './imageBatches.ts';
import { prefixKey, splitKey } from './prefixKeys.ts';
import type { PrefixStore } from './prefixStore.ts';

/** The values at which a network is entered for a chunk: all of them, and those that the store does not hold yet. */
export interface CutValues {
  readonly given: ReadonlyMap<string, tf.Tensor>;
  readonly fresh: ReadonlyMap<string, tf.Tensor>;
}

/** What a network's own weights give for the chunks of one split, out of a store or computed on from what it holds. */
export class PrefixValues {
  private readonly store: PrefixStore;
  private readonly spec: NetworkSpec;
  private readonly weights: Weights;
  private readonly split: ImageSplit;
  /** Keys of nodes without the chunk. */
  private readonly keys = new Map<string, string>();

  constructor(store: PrefixStore, spec: NetworkSpec, weights: Weights, split: ImageSplit) {
    this.store = store;
    this.spec = spec;
    this.weights = weights;
    this.split = split;
  }

  /** Values of the nodes of a cut for a chunk that has arrived. Inside `tf.tidy`. */
  build(plan: ChunkPlan, cut: readonly string[], weightTensors: WeightTensors): CutValues {
    const held = this.find(plan, cut);
    const missing = cut.filter((node) => !held.has(node));
    if (missing.length === 0) return { given: held, fresh: new Map() };
    const names = this.spec.nodes.map(({ name }) => name);
    const given = new Map([[inputNodeOf(this.spec), this.buildImages(plan)], ...this.find(plan, names)]);
    const built = buildForward(this.spec, weightTensors, given, missing);
    const fresh = new Map(missing.map((node, index) => [node, built[index]!]));
    return { given: new Map([...held, ...fresh]), fresh };
  }

  /** Hands fresh values of a cut over to the store. */
  keep(plan: ChunkPlan, cut: readonly string[], fresh: ReadonlyMap<string, tf.Tensor>): void {
    const scan = cut.map((node) => this.keyOf(node)).join();
    for (const [node, tensor] of fresh) this.store.put(this.chunkKeyOf(plan, node), scan, tensor);
  }

  private find(plan: ChunkPlan, nodes: readonly string[]): Map<string, tf.Tensor> {
    const found = new Map<string, tf.Tensor>();
    for (const node of nodes) {
      const tensor = this.store.get(this.chunkKeyOf(plan, node));
      if (tensor) found.set(node, tensor);
    }
    return found;
  }

  private buildImages(plan: ChunkPlan): tf.Tensor {
    const { pixels } = gatherChunk(this.split, plan, imageSizeOf(this.spec));
    return createImageTensor(pixels, plan.padded, imageShapeOf(this.spec));
  }

  private keyOf(node: string): string {
    const key = this.keys.get(node) ?? `${splitKey(this.split)} ${prefixKey(this.spec, this.weights, node)}`;
    this.keys.set(node, key);
    return key;
  }

  private chunkKeyOf({ start, count, padded }: ChunkPlan, node: string): string {
    return `${start}+${count}/${padded} ${this.keyOf(node)}`;
  }
}

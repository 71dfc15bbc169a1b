import { digestFloats } from '../../base/digestFloats.ts';
import { computeSha256 } from '../../data/computeSha256.ts';
import type { DatasetManifest } from '../../data/dataset.ts';
import type { TrainOptions } from '../../engine/engine.ts';
import type { NetworkState } from '../../network/networkState.ts';
import type { SensitivityRequest } from './sensitivity.ts';
import type { KnownPoint } from './sensitivityTally.ts';

/** Keeps measured points by the key of what they were measured of, so that a measurement goes on where one ended. */
export interface PointCache {
  /** The latest of each layer and sparsity. */
  read(key: string): Promise<readonly KnownPoint[]>;
  /** Keeps a point in place of an earlier one of the same layer and sparsity. */
  write(key: string, point: KnownPoint): void;
}

/** All that a sensitivity point depends on, but for the layer and its sparsity. */
export interface PointSource {
  readonly state: NetworkState;
  readonly request: SensitivityRequest;
  readonly manifest: DatasetManifest;
  /** Training images of the recipe: those that criteria and fine-tuning see. */
  readonly trainImages: number;
  /** Test images that a point is measured on. */
  readonly images: number;
  readonly backend: string;
  /** Of a random criterion. */
  readonly seed?: number | undefined;
  readonly fineTune?: TrainOptions | undefined;
}

/** The key of a measurement in a PointCache: sources of equal keys give equal points. Hexadecimal SHA-256. */
export async function computePointKey({ state, manifest, request, ...rest }: PointSource): Promise<string> {
  const weights = Object.entries(state.weights).map(([name, { values }]) => [name, digestFloats(values)]);
  const masks = await Promise.all(
    Object.entries(state.masks).map(async ([name, mask]) => [name, await computeSha256(mask.slice())]),
  );
  const { criterion, granularity, block } = request;
  const shards = [manifest.splits.train, manifest.splits.test].map((split) =>
    split.shards.map(({ sha256 }) => sha256),
  );
  const source = { spec: state.spec, weights, masks, criterion, granularity, block, shards, ...rest };
  return computeSha256(new TextEncoder().encode(JSON.stringify(source)));
}

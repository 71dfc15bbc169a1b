import { throwIfAborted } from '../../base/errors.ts';
import { createProgressMeter } from '../../base/progress.ts';
import { yieldToEvents } from '../../base/yieldToEvents.ts';
import type { RunOptions } from '../../engine/engine.ts';
import { listWeights, sizeOf } from '../../network/listWeights.ts';
import { isWeightedNode, type NetworkSpec } from '../../network/spec.ts';
import { computeDenseBytes } from '../../network/storageBytes.ts';
import type { Masks, Weights } from '../../network/weights.ts';
import {
  countNonzero,
  type LayerMatrix,
  STORAGE_FORMAT_IDS,
  type StorageBits,
  type StorageFormat,
  type StorageFormatId,
} from './storageFormat.ts';
import { STORAGE_FORMATS } from './storageFormats.ts';
import { type StorageOptions, toStorageBits } from './storageOptions.ts';
import type { HuffmanBits, LayerStorage, StorageReport, StoredSize } from './storageReport.ts';
import { sumStorage } from './sumStorage.ts';
import { toLayerMatrix } from './toLayerMatrix.ts';

interface Measured {
  readonly size: StoredSize;
  readonly streams?: HuffmanBits | undefined;
}

async function measureFormat(
  format: StorageFormat,
  matrix: LayerMatrix,
  bits: StorageBits,
  biases: number,
): Promise<Measured> {
  const refusal = format.maybeRefusal?.(matrix);
  if (refusal) return { size: { bytes: null, expectedBytes: null, fillers: null, refusal } };
  const { bytes, entries, streams } = await format.encode(matrix, bits);
  const nonzero = countNonzero(matrix.values);
  const counts = { weights: matrix.values.length, nonzero, rows: matrix.rows };
  const expected = format.computeExpectedBytes?.(counts, bits);
  const biasBytes = computeDenseBytes({ weights: biases });
  return {
    size: {
      bytes: bytes.length + biasBytes,
      expectedBytes: expected === undefined ? null : expected + biasBytes,
      fillers: entries - nonzero,
      refusal: null,
    },
    streams,
  };
}

/**
 * Measures a network in every storage format by encoding each layer's weight; biases, γ and β are 32-bit numbers in all of
 * them. Weights and masks stay as they are.
 *
 * A cancel is heard between two formats of a layer.
 */
export async function measureStorage(
  spec: NetworkSpec,
  weights: Weights,
  masks: Masks,
  options: StorageOptions,
  { signal, onProgress }: RunOptions = {},
): Promise<StorageReport> {
  const nodes = spec.nodes.filter(isWeightedNode);
  const measureProgress = createProgressMeter(nodes.length * STORAGE_FORMAT_IDS.length);
  const layers: LayerStorage[] = [];
  let done = 0;
  for (const node of nodes) {
    const name = `${node.name}.weight`;
    const matrix = toLayerMatrix(node.kind, weights[name]!, masks[name]);
    const bits = toStorageBits(node, options);
    const biases = weights[`${node.name}.bias`]?.values.length ?? 0;
    const sizes: Partial<Record<StorageFormatId, StoredSize>> = {};
    let huffman: HuffmanBits | null = null;
    for (const id of STORAGE_FORMAT_IDS) {
      throwIfAborted(signal);
      const { size, streams } = await measureFormat(STORAGE_FORMATS[id], matrix, bits, biases);
      sizes[id] = size;
      huffman = streams ?? huffman;
      onProgress?.(measureProgress(++done));
      await yieldToEvents();
    }
    layers.push({
      layer: node.name,
      kind: node.kind,
      rows: matrix.rows,
      columns: matrix.inputs * matrix.taps,
      weights: matrix.values.length,
      nonzero: countNonzero(matrix.values),
      biases,
      sizes: sizes as Record<StorageFormatId, StoredSize>,
      huffman,
    });
  }
  const normalizations = listWeights(spec)
    .filter(({ role }) => role === 'scale' || role === 'shift')
    .reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return { layers, totals: sumStorage(layers, normalizations) };
}

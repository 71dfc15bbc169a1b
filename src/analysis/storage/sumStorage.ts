import { computeDenseBytes } from '../../network/storageBytes.ts';
import { STORAGE_FORMAT_IDS, type StorageFormatId, type StreamBits } from './storageFormat.ts';
import type { HuffmanBits, LayerStorage, StorageTotals, TotalSize } from './storageReport.ts';

/** The sum, or null where a number is missing. */
function sumOrNull(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce((sum, number) => (sum === null || number === null ? null : sum + number), 0);
}

function sumSizes(layers: readonly LayerStorage[], id: StorageFormatId, normBytes: number): TotalSize {
  const held = layers.filter(({ sizes }) => sizes[id].refusal === null);
  const denseLayers = layers.length - held.length;
  if (held.length === 0 && denseLayers > 0) {
    return { bytes: null, expectedBytes: null, fillers: null, denseLayers };
  }
  const sizes = layers.map((layer) => layer.sizes[layer.sizes[id].refusal === null ? id : 'dense']);
  return {
    bytes: sumOrNull([...sizes.map(({ bytes }) => bytes), normBytes]),
    expectedBytes: sumOrNull([...sizes.map(({ expectedBytes }) => expectedBytes), normBytes]),
    fillers: sumOrNull(held.map((layer) => layer.sizes[id].fillers)),
    denseLayers,
  };
}

function averageStreams(layers: readonly LayerStorage[], stream: keyof HuffmanBits): StreamBits {
  const entries = layers.map(({ nonzero, sizes }) => nonzero + sizes.huffman.fillers!);
  const all = entries.reduce((sum, count) => sum + count, 0);
  const average = (field: keyof StreamBits) =>
    all === 0
      ? 0
      : layers.reduce((sum, { huffman }, at) => sum + huffman![stream][field] * entries[at]!, 0) / all;
  return { fixed: average('fixed'), mean: average('mean'), entropy: average('entropy') };
}

/** Adds up the sizes of layers; `normalizations` numbers that belong to none are dense in every format. */
export function sumStorage(layers: readonly LayerStorage[], normalizations: number): StorageTotals {
  const sum = (pick: (layer: LayerStorage) => number) =>
    layers.reduce((total, layer) => total + pick(layer), 0);
  const normBytes = computeDenseBytes({ weights: normalizations });
  const entries = STORAGE_FORMAT_IDS.map((id) => [id, sumSizes(layers, id, normBytes)] as const);
  const coded = layers.every(({ huffman }) => huffman !== null);
  return {
    weights: sum(({ weights }) => weights),
    nonzero: sum(({ nonzero }) => nonzero),
    biases: sum(({ biases }) => biases),
    normalizations,
    sizes: Object.fromEntries(entries) as Record<StorageFormatId, TotalSize>,
    huffman: coded
      ? { weights: averageStreams(layers, 'weights'), gaps: averageStreams(layers, 'gaps') }
      : null,
  };
}

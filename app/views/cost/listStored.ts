import type {
  LayerCost,
  LayerStorage,
  MeasuredStorage,
  StorageFormatId,
  StorageRefusal,
} from '../../../src/index.ts';

/** Formats that give back a shared value in place of a weight's own. */
export const LOSSY: ReadonlySet<StorageFormatId> = new Set(['shared', 'huffman']);

/** A format that could not hold some layers, and why. */
export interface StoredRefusal {
  readonly refusal: StorageRefusal;
  readonly layers: readonly string[];
}

/** Bytes of a network or layer in one format. */
export interface StoredRow {
  readonly id: StorageFormatId;
  /** null where the format can hold nothing of it, or nothing was measured. */
  readonly bytes: number | null;
  readonly expectedBytes: number | null;
  readonly fillers: number | null;
  readonly refusals: readonly StoredRefusal[];
  /** False where the bytes are counted from numbers of weights alone, or not known. */
  readonly measured: boolean;
}

function gatherRefusals(layers: readonly LayerStorage[], id: StorageFormatId): readonly StoredRefusal[] {
  const found = new Map<StorageRefusal, string[]>();
  for (const { layer, sizes } of layers) {
    const { refusal } = sizes[id];
    if (refusal) found.set(refusal, [...(found.get(refusal) ?? []), layer]);
  }
  return [...found].map(([refusal, names]) => ({ refusal, layers: names }));
}

/** What was measured of the whole network (`layer` null) or of one layer, in the order of the formats. */
export function listStored(report: MeasuredStorage, layer: string | null): readonly StoredRow[] {
  const one = layer === null ? undefined : report.layers.find((entry) => entry.layer === layer);
  const layers = one ? [one] : report.layers;
  const sizes = one ? one.sizes : report.totals.sizes;
  return (Object.keys(sizes) as StorageFormatId[]).map((id) => {
    const { bytes, expectedBytes, fillers } = sizes[id];
    return { id, bytes, expectedBytes, fillers, refusals: gatherRefusals(layers, id), measured: true };
  });
}

const IDS = [
  'dense',
  'csr32',
  'csr16',
  'relative4',
  'relative5',
  'relative8',
  'bitmap',
  'twoOfFour',
  'gzip',
  'shared',
  'huffman',
] as const satisfies readonly StorageFormatId[];

/** What is known before anything was encoded: three formats whose bytes follow from counts. */
export function listCounted({ dense, csr, bitmap }: LayerCost['bytes']): readonly StoredRow[] {
  const counted: Partial<Record<StorageFormatId, number>> = { dense, csr32: csr, bitmap };
  return IDS.map((id) => ({
    id,
    bytes: counted[id] ?? null,
    expectedBytes: null,
    fillers: null,
    refusals: [],
    measured: false,
  }));
}

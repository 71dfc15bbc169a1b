import { z } from 'zod';
import { AppError } from '../../base/errors.ts';
import { sizeOf } from '../../network/listWeights.ts';
import { showValue } from './kerasLayer.ts';

/** Most bytes of weights that are read. */
export const MAX_WEIGHT_BYTES = 100_000_000;

const STORED_BYTES = { float32: 4, int32: 4, float16: 2, uint16: 2, uint8: 1, bool: 1 } as const;
/** How values are stored; `float16`, `uint16` and `uint8` are quantised floats. */
export type StoredType = keyof typeof STORED_BYTES;

const length = z.number().int().min(0).max(MAX_WEIGHT_BYTES);
const quantization = z.union([
  z.object({ dtype: z.literal('float16') }),
  z.object({ dtype: z.enum(['uint8', 'uint16']), scale: z.number(), min: z.number() }),
]);
const weightSchema = z.object({
  name: z.string().min(1).max(300),
  shape: z.array(length).max(8),
  dtype: z.enum(['float32', 'int32', 'uint8', 'bool']),
  quantization: quantization.optional(),
  group: z.string().optional(),
});
type WeightEntry = z.output<typeof weightSchema>;

const manifestSchema = z
  .array(z.object({ paths: z.array(z.string().min(1)).max(1000), weights: z.array(z.unknown()).max(2000) }))
  .max(1000);

/** One tensor of the files, not yet decoded. */
export interface StoredTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly stored: StoredType;
  /** value = stored · scale + min; 1 and 0 where values are not quantised to whole numbers. */
  readonly scale: number;
  readonly min: number;
  readonly bytes: Uint8Array;
}

function invalid(message: string, details: Readonly<Record<string, string>> = {}): AppError {
  return new AppError('invalid-weights', message, details);
}

function parseEntry(value: unknown): WeightEntry {
  const parsed = weightSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path } = parsed.error.issues[0]!;
  throw invalid(
    `invalid weightsManifest: ${showValue(value)} (expected name, shape and dtype float32, quantised to float16, uint16 or uint8 at most; wrong at ${path.join('.')})`,
  );
}

function findFile(path: string, files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const file = files.get(path) ?? files.get(path.replace(/^.*\//, ''));
  if (file) return file;
  throw invalid(`missing weight file: ${path} (found ${[...files.keys()].join(', ') || 'none'})`, { path });
}

/** The files of a group one behind the other; tfjs cuts them anywhere. */
function joinFiles(paths: readonly string[], files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const parts = paths.map((path) => findFile(path, files));
  if (parts.length === 1) return parts[0]!;
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function toTensor(
  { name, shape, dtype, quantization: packed }: WeightEntry,
  bytes: Uint8Array,
): StoredTensor {
  const factors = packed && 'scale' in packed ? packed : { scale: 1, min: 0 };
  return { name, shape, stored: packed?.dtype ?? dtype, scale: factors.scale, min: factors.min, bytes };
}

function readGroup(
  entries: readonly WeightEntry[],
  data: Uint8Array,
  paths: readonly string[],
): readonly StoredTensor[] {
  let end = 0;
  const placed = entries.map((entry) => {
    const start = end;
    end += sizeOf(entry.shape) * STORED_BYTES[entry.quantization?.dtype ?? entry.dtype];
    return { entry, start, end };
  });
  if (end !== data.length) {
    throw invalid(
      `invalid size of ${paths.join(', ') || 'a group without files'}: ${data.length} bytes (expected ${end})`,
    );
  }
  return placed
    .filter(({ entry }) => entry.group !== 'optimizer')
    .map(({ entry, start, end: stop }) => toTensor(entry, data.subarray(start, stop)));
}

/**
 * The tensors that a model.json's `weightsManifest` lists, out of their files by name (or by the last part of their path),
 * without those of an optimizer.
 *
 * Throws `invalid-weights` for a missing file, files of another size than the shapes ask for, over 100 MB, and types that
 * are not floats.
 */
export function parseManifest(
  manifest: unknown,
  files: ReadonlyMap<string, Uint8Array>,
): readonly StoredTensor[] {
  const parsed = manifestSchema.safeParse(manifest);
  if (!parsed.success) {
    throw invalid(`invalid weightsManifest: ${showValue(manifest)} (expected groups of paths and weights)`);
  }
  const groups = parsed.data.map(({ paths, weights }) => ({ paths, entries: weights.map(parseEntry) }));
  const sizeBytes = groups
    .flatMap(({ paths }) => paths.map((path) => findFile(path, files).length))
    .reduce((sum, bytes) => sum + bytes, 0);
  if (sizeBytes > MAX_WEIGHT_BYTES) {
    throw invalid(`weight files of ${sizeBytes} bytes (expected at most ${MAX_WEIGHT_BYTES})`);
  }
  return groups.flatMap(({ paths, entries }) => readGroup(entries, joinFiles(paths, files), paths));
}

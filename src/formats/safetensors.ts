import { z } from 'zod';
import { AppError } from '../base/errors.ts';
import { decodeFloats, FLOAT_BYTES } from './decodeFloats.ts';
import { findRepeatedKey } from './findRepeatedKey.ts';

/** One tensor of a safetensors file, values in row-major order; floats of any width are held as 32-bit. */
export type SafeTensor =
  | { readonly dtype: 'F32'; readonly shape: readonly number[]; readonly data: Float32Array }
  | { readonly dtype: 'U8'; readonly shape: readonly number[]; readonly data: Uint8Array };

/** The longest header that is read, in bytes; a network of 200 layers needs under 50,000. */
export const MAX_HEADER_BYTES = 1_000_000;

/** The longest file that is read, in bytes. */
export const MAX_FILE_BYTES = 1_000_000_000;

const LENGTH_BYTES = 8;
const ALIGNMENT = 8;
const BYTES_PER_VALUE = { ...FLOAT_BYTES, U8: 1, I64: 8 } as const;
type StoredType = keyof typeof BYTES_PER_VALUE;

/** Ends the names of PyTorch's counters of training steps (int64), which no network needs. */
const COUNTER_SUFFIX = '.num_batches_tracked';

const extent = z.number().int().min(0).max(MAX_FILE_BYTES);

const entrySchema = z.strictObject({
  dtype: z.enum(Object.keys(BYTES_PER_VALUE) as [StoredType, ...StoredType[]]),
  shape: z.array(extent).max(8),
  data_offsets: z.tuple([extent, extent]),
});
type Entry = z.output<typeof entrySchema>;

const metadataSchema = z.record(z.string(), z.string());

function invalid(message: string, cause?: unknown): AppError {
  return new AppError('invalid-weights', message, {}, cause);
}

function readHeaderBytes(bytes: Uint8Array): Uint8Array {
  if (bytes.length > MAX_FILE_BYTES) {
    throw invalid(`invalid safetensors file: ${bytes.length} bytes (expected at most ${MAX_FILE_BYTES})`);
  }
  if (bytes.length < LENGTH_BYTES) {
    throw invalid(`invalid safetensors file: ${bytes.length} bytes (expected at least ${LENGTH_BYTES})`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  const limit = Math.min(MAX_HEADER_BYTES, bytes.length - LENGTH_BYTES);
  if (length > limit) throw invalid(`invalid header length: ${length} bytes (expected at most ${limit})`);
  return bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length);
}

function parseJson(headerBytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(headerBytes);
    const json: unknown = JSON.parse(text);
    const repeated = findRepeatedKey(text);
    if (repeated === undefined) return json;
    throw invalid(`invalid header: ${repeated} stands there twice`);
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw invalid('invalid header: not JSON in UTF-8', thrown);
  }
}

function parseEntry(name: string, value: unknown): Entry {
  const parsed = entrySchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const where = [name, ...issue.path].join('.');
    throw invalid(`invalid header: ${where}: ${issue.message.toLowerCase()}`, parsed.error);
  }
  if (parsed.data.dtype === 'I64' && !name.endsWith(COUNTER_SUFFIX)) {
    throw invalid(
      `invalid header: ${name}.dtype: I64 (expected floats or U8; I64 is read past only in names that end in ${COUNTER_SUFFIX})`,
    );
  }
  return parsed.data;
}

function parseHeader(headerBytes: Uint8Array): Map<string, Entry> {
  const json = parseJson(headerBytes);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw invalid('invalid header: expected a JSON object');
  }
  const entries = new Map<string, Entry>();
  for (const [name, value] of Object.entries(json)) {
    if (name !== '__metadata__') entries.set(name, parseEntry(name, value));
    else if (!metadataSchema.safeParse(value).success) {
      throw invalid('invalid header: __metadata__ (expected texts by name)');
    }
  }
  return entries;
}

/** Every byte of the data must belong to exactly one tensor, as the format demands. */
function checkOffsets(entries: ReadonlyMap<string, Entry>, dataBytes: number): void {
  let end = 0;
  const inOrder = [...entries].sort(
    ([, { data_offsets: a }], [, { data_offsets: b }]) => a[0] - b[0] || a[1] - b[1],
  );
  for (const [name, { dtype, shape, data_offsets }] of inOrder) {
    if (data_offsets[0] !== end) {
      throw invalid(`invalid offsets of ${name}: starts at byte ${data_offsets[0]} (expected ${end})`);
    }
    const size = shape.reduce((product, length) => product * length, 1) * BYTES_PER_VALUE[dtype];
    end += size;
    if (data_offsets[1] !== end) {
      throw invalid(
        `invalid offsets of ${name}: ends at byte ${data_offsets[1]} (expected ${end} for ${dtype} [${shape}])`,
      );
    }
  }
  if (end !== dataBytes) throw invalid(`invalid file size: ${dataBytes} bytes of data (expected ${end})`);
}

/**
 * Reads a safetensors file into tensors of their own memory, by name in the header's order.
 *
 * Takes F32, F16, BF16, F64 (all to 32-bit floats) and U8, and reads past PyTorch's `num_batches_tracked` (I64). Throws `invalid-weights` naming the tensor and the value
 * for everything that breaks the format, and never reads outside `bytes`.
 * Format: https://github.com/huggingface/safetensors#format
 */
export function parseSafetensors(bytes: Uint8Array): Map<string, SafeTensor> {
  const headerBytes = readHeaderBytes(bytes);
  const entries = parseHeader(headerBytes);
  const data = bytes.subarray(LENGTH_BYTES + headerBytes.length);
  checkOffsets(entries, data.length);
  const tensors = new Map<string, SafeTensor>();
  for (const [name, { dtype, shape, data_offsets }] of entries) {
    if (dtype === 'I64') continue;
    const part = data.subarray(...data_offsets);
    tensors.set(
      name,
      dtype === 'U8'
        ? { dtype, shape, data: part.slice() }
        : { dtype: 'F32', shape, data: decodeFloats(dtype, part) },
    );
  }
  return tensors;
}

/**
 * Writes a safetensors file: header padded to 8 bytes, then the tensors without gaps, floats before bytes and each by
 * name, as the reference implementation lays them out; the same tensors always give the same bytes.
 */
export function writeSafetensors(tensors: ReadonlyMap<string, SafeTensor>): Uint8Array<ArrayBuffer> {
  const rank = (tensor: SafeTensor) => (tensor.dtype === 'F32' ? 0 : 1);
  const inOrder = [...tensors].sort(
    ([nameA, a], [nameB, b]) => rank(a) - rank(b) || (nameA < nameB ? -1 : nameA > nameB ? 1 : 0),
  );
  let end = 0;
  const header = Object.fromEntries(
    inOrder.map(([name, { dtype, shape, data }]) => {
      const start = end;
      end += data.byteLength;
      return [name, { dtype, shape, data_offsets: [start, end] }];
    }),
  );
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(LENGTH_BYTES + headerLength + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true);
  bytes.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + headerLength);
  bytes.set(json, LENGTH_BYTES);
  let at = LENGTH_BYTES + headerLength;
  for (const [, { data }] of inOrder) {
    // Memory is little-endian on every platform with WebAssembly and Node, as the file is.
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

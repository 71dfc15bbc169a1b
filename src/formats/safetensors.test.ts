import { describe, expect, it } from 'vitest';
import { AppError } from '../base/errors.ts';
import { createRandom } from '../base/random.ts';
import { MAX_HEADER_BYTES, parseSafetensors, type SafeTensor, writeSafetensors } from './safetensors.ts';

/** A file from a header as it is given and some data. */
function buildFile(header: unknown, dataBytes: number): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

const floats = (shape: number[], data_offsets: [number, number]) => ({ dtype: 'F32', shape, data_offsets });

const TENSORS = new Map<string, SafeTensor>([
  ['mask', { dtype: 'U8', shape: [3], data: Uint8Array.of(1, 0, 1) }],
  ['conv1.weight', { dtype: 'F32', shape: [2, 1, 1, 2], data: Float32Array.of(1, -2, 0.5, 1e-30) }],
  ['empty', { dtype: 'F32', shape: [0, 4], data: new Float32Array(0) }],
  ['scalar', { dtype: 'F32', shape: [], data: Float32Array.of(7) }],
]);

describe('safetensors', () => {
  it('reads back what it wrote', () => {
    const read = parseSafetensors(writeSafetensors(TENSORS));
    expect(new Map([...read].sort())).toEqual(new Map([...TENSORS].sort()));
  });

  it('lays out a known tensor byte for byte', () => {
    const bytes = writeSafetensors(new Map([['a', { dtype: 'F32', shape: [1], data: Float32Array.of(1) }]]));
    const json = '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}';
    const padded = json.padEnd(56);
    expect(bytes).toEqual(
      Uint8Array.of(56, 0, 0, 0, 0, 0, 0, 0, ...new TextEncoder().encode(padded), 0, 0, 0x80, 0x3f),
    );
  });

  it('aligns the data to 8 bytes and does not depend on the order of the tensors', () => {
    const bytes = writeSafetensors(TENSORS);
    expect(new DataView(bytes.buffer).getUint32(0, true) % 8).toBe(0);
    expect(writeSafetensors(new Map([...TENSORS].reverse()))).toEqual(bytes);
  });

  it('reads from the middle of a buffer, at an odd offset', () => {
    const bytes = writeSafetensors(TENSORS);
    const held = new Uint8Array(bytes.length + 20);
    held.set(bytes, 3);
    expect(parseSafetensors(held.subarray(3, 3 + bytes.length)).get('scalar')?.data[0]).toBe(7);
  });

  it('widens halves and brain floats exactly, and rounds doubles', () => {
    const bytes = buildFile(
      {
        half: { dtype: 'F16', shape: [4], data_offsets: [0, 8] },
        brain: { dtype: 'BF16', shape: [2], data_offsets: [8, 12] },
        double: { dtype: 'F64', shape: [1], data_offsets: [12, 20] },
      },
      20,
    );
    const view = new DataView(bytes.buffer, bytes.length - 20);
    // 1.5, −2⁻²⁴ (the smallest subnormal), 65504 (the largest), −∞
    for (const [i, bits] of [0x3e00, 0x8001, 0x7bff, 0xfc00].entries()) view.setUint16(i * 2, bits, true);
    for (const [i, bits] of [0x3fc0, 0xc000].entries()) view.setUint16(8 + i * 2, bits, true);
    view.setFloat64(12, 0.1, true);
    const read = parseSafetensors(bytes);
    expect(read.get('half')?.data).toEqual(
      Float32Array.of(1.5, -(2 ** -24), 65504, Number.NEGATIVE_INFINITY),
    );
    expect(read.get('brain')?.data).toEqual(Float32Array.of(1.5, -2));
    expect(read.get('double')?.data).toEqual(Float32Array.of(Math.fround(0.1)));
  });

  it('reads past the counters of PyTorch’s normalisations', () => {
    const counter = { dtype: 'I64', shape: [], data_offsets: [0, 8] };
    const read = parseSafetensors(
      buildFile({ 'bn1.num_batches_tracked': counter, a: floats([1], [8, 12]) }, 12),
    );
    expect([...read.keys()]).toEqual(['a']);
  });

  const violations: [string, Uint8Array, RegExp][] = [
    ['no header length', new Uint8Array(7), /7 bytes \(expected at least 8\)/],
    ['a header beyond the file', buildFile('{}', 0).subarray(0, 9), /invalid header length: 2 bytes/],
    [
      'a header beyond the limit',
      buildFile(' '.repeat(MAX_HEADER_BYTES + 1), 0),
      /header length: 1000001 bytes \(expected at most 1000000\)/,
    ],
    ['a header that is not JSON', buildFile('{"a":', 0), /not JSON/],
    ['a header that is a list', buildFile('[]', 0), /expected a JSON object/],
    [
      'a name that stands twice',
      buildFile('{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"\\u0061":{}}', 1),
      /a stands there twice/,
    ],
    [
      'a type that is not known',
      buildFile({ a: { dtype: 'Q4', shape: [1], data_offsets: [0, 4] } }, 4),
      /a\.dtype/,
    ],
    [
      'whole numbers that are no counter',
      buildFile({ 'bn1.weight': { dtype: 'I64', shape: [1], data_offsets: [0, 8] } }, 8),
      /bn1\.weight\.dtype: I64 \(expected floats or U8/,
    ],
    [
      'a counter of another size',
      buildFile({ 'bn1.num_batches_tracked': { dtype: 'I64', shape: [], data_offsets: [0, 4] } }, 4),
      /bn1\.num_batches_tracked: ends at byte 4 \(expected 8 for I64 \[\]\)/,
    ],
    ['a negative length', buildFile({ a: floats([-1], [0, 4]) }, 4), /a\.shape\.0/],
    [
      'a key that is not known',
      buildFile({ a: { ...floats([1], [0, 4]), extra: 1 } }, 4),
      /unrecognized key: "extra"/,
    ],
    [
      'offsets that are too short for the shape',
      buildFile({ a: floats([2], [0, 4]) }, 4),
      /a: ends at byte 4 \(expected 8 for F32 \[2\]\)/,
    ],
    ['a gap', buildFile({ a: floats([1], [4, 8]) }, 8), /a: starts at byte 4 \(expected 0\)/],
    [
      'tensors that overlap',
      buildFile({ a: floats([2], [0, 8]), b: floats([1], [4, 8]) }, 8),
      /b: starts at byte 4 \(expected 8\)/,
    ],
    ['data that is missing', buildFile({ a: floats([2], [0, 8]) }, 4), /4 bytes of data \(expected 8\)/],
    [
      'data that belongs to no tensor',
      buildFile({ a: floats([1], [0, 4]) }, 5),
      /5 bytes of data \(expected 4\)/,
    ],
    [
      'shapes whose product is beyond all bounds',
      buildFile({ a: floats(Array(8).fill(1e9), [0, 4]) }, 4),
      /a: ends at byte 4/,
    ],
  ];
  it.each(violations)('refuses %s', (_, bytes, message) => {
    const parse = () => parseSafetensors(bytes);
    expect(parse).toThrow(AppError);
    expect(parse).toThrow(message);
  });

  it('fails with nothing but an AppError, whatever is cut off or flipped', () => {
    const file = writeSafetensors(TENSORS);
    const random = createRandom(3);
    let refused = 0;
    for (let round = 0; round < 3000; round++) {
      const damaged = file.slice(0, round % 3 === 0 ? random.integer(file.length + 1) : file.length);
      for (let flips = random.integer(4); flips > 0 && damaged.length > 0; flips--) {
        // Mostly in the header, where a flip matters.
        damaged[random.integer(Math.min(damaged.length, 200))]! ^= 1 << random.integer(8);
      }
      try {
        parseSafetensors(damaged);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(AppError);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(1000);
    expect(refused).toBeLessThan(3000);
  });
});

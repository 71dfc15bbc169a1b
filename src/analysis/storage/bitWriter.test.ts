import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { createBitReader } from './bitReader.ts';
import { createBitWriter } from './bitWriter.ts';

describe('createBitWriter', () => {
  it('packs the lowest bit first and fills up the last byte', () => {
    const writer = createBitWriter();
    writer.write(0b101, 3);
    writer.write(0b11, 2);
    writer.write(0b1001, 4);
    expect([...writer.toBytes()]).toEqual([0b00111101, 0b1]);
  });

  it('writes 32 bits as four little-endian bytes', () => {
    const writer = createBitWriter();
    writer.write(0xfedcba98, 32);
    expect([...writer.toBytes()]).toEqual([0x98, 0xba, 0xdc, 0xfe]);
  });

  it('is read back by a BitReader, whatever the widths', () => {
    const random = createRandom(1);
    const numbers = Array.from({ length: 5000 }, () => {
      const count = random.integer(33);
      return { count, value: Math.floor(random.uniform() * 2 ** count) };
    });
    const writer = createBitWriter();
    for (const { value, count } of numbers) writer.write(value, count);
    const bytes = writer.toBytes();
    expect(bytes.length).toBe(Math.ceil(numbers.reduce((sum, { count }) => sum + count, 0) / 8));
    const reader = createBitReader(bytes);
    expect(numbers.map(({ count }) => reader.read(count))).toEqual(numbers.map(({ value }) => value));
  });

  it('ends where the bytes do', () => {
    const reader = createBitReader(Uint8Array.of(255));
    expect(reader.read(7)).toBe(127);
    expect(() => reader.read(2)).toThrowError(expect.objectContaining({ code: 'invalid-weights' }));
  });
});

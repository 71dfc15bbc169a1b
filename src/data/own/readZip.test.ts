import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../base/errors.ts';
import { OWN_LIMITS } from './ownData.ts';
import { readZip } from './readZip.ts';

const ZIP = zipSync({
  'pets/cats/1.txt': strToU8('meow '.repeat(200)),
  'pets/dogs/1.txt': [strToU8('woof'), { level: 0 }],
  'pets/empty/': new Uint8Array(0),
});
const fileOf = (bytes: Uint8Array) => new File([bytes as BlobPart], 'pets.zip');
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'read',
    (thrown: unknown) => (thrown instanceof AppError ? thrown.details.refusal : thrown),
  );
/** Where the n-th entry of the list begins. */
function findEntry(bytes: Uint8Array, nth: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = 0, seen = 0; at < bytes.length - 4; at++) {
    if (view.getUint32(at, true) === 0x02014b50 && seen++ === nth) return at;
  }
  throw new Error('no such entry');
}
function changed(at: number, size: 1 | 2 | 4, value: number): File {
  const bytes = ZIP.slice();
  const view = new DataView(bytes.buffer);
  if (size === 4) view.setUint32(at, value, true);
  else if (size === 2) view.setUint16(at, value, true);
  else view.setUint8(at, value);
  return fileOf(bytes);
}

describe('readZip', () => {
  it('lists files without folders, and unpacks one when it is asked for', async () => {
    const entries = await readZip(fileOf(ZIP));
    expect(entries.map(({ path, size }) => [path, size])).toEqual([
      ['pets/cats/1.txt', 1000],
      ['pets/dogs/1.txt', 4],
    ]);
    expect(await entries[0]!.read()).toEqual(strToU8('meow '.repeat(200)));
    expect(await entries[1]!.read()).toEqual(strToU8('woof'));
  });

  it('finds the list before a comment', async () => {
    expect(await readZip(fileOf(Uint8Array.of(...ZIP, ...strToU8('a comment'))))).toHaveLength(2);
  });

  it('refuses what is none, is cut short, or lies about its list', async () => {
    expect(await refusalOf(readZip(fileOf(strToU8('no zip'))))).toBe('damaged-zip');
    expect(await refusalOf(readZip(fileOf(ZIP.subarray(0, ZIP.length / 2))))).toBe('damaged-zip');
    const end = ZIP.length - 22;
    expect(await refusalOf(readZip(changed(end + 10, 2, 9)))).toBe('damaged-zip');
    expect(await refusalOf(readZip(changed(end + 16, 4, 1e6)))).toBe('damaged-zip');
  });

  it('refuses more bytes than are unpacked before it unpacks any', async () => {
    const at = findEntry(ZIP, 0) + 24;
    expect(await refusalOf(readZip(changed(at, 4, OWN_LIMITS.allBytes + 1)))).toBe('too-large');
  });

  it('refuses single entries that are encrypted, packed otherwise, or not as long as they say', async () => {
    const first = findEntry(ZIP, 0);
    for (const file of [changed(first + 8, 2, 1), changed(first + 10, 2, 12), changed(first + 24, 4, 2000)]) {
      const [entry] = await readZip(file);
      expect(await refusalOf(entry!.read())).toBe('damaged-zip');
    }
  });
});

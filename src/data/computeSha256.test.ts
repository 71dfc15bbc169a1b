import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { computeSha256 } from './computeSha256.ts';

/** What a page without a secure context passes: the default parameter would bring `crypto.subtle` back. */
const NO_SUBTLE = null as unknown as SubtleCrypto;
const toBytes = (text: string) => new TextEncoder().encode(text);

describe('computeSha256', () => {
  // FIPS 180-4 examples.
  const VECTORS: readonly [string, string][] = [
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ];

  it.each(VECTORS)(
    'gives the published digest of "%s" with and without crypto.subtle',
    async (text, digest) => {
      expect(await computeSha256(toBytes(text))).toBe(digest);
      expect(await computeSha256(toBytes(text), NO_SUBTLE)).toBe(digest);
    },
  );

  it('agrees with node:crypto at every length around a block boundary', async () => {
    for (let length = 50; length < 132; length++) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 37 + length) & 255);
      const reference = createHash('sha256').update(bytes).digest('hex');
      expect(await computeSha256(bytes, NO_SUBTLE)).toBe(reference);
    }
  });
});

import { describe, expect, it } from 'vitest';
import type { MeasuredStorage } from '../../../src/index.ts';
import { listCounted, listStored } from './listStored.ts';

const size = (bytes: number | null, refusal: string | null = null) => ({
  bytes,
  expectedBytes: bytes,
  fillers: bytes === null ? null : 3,
  refusal,
});
const REPORT = {
  layers: [
    { layer: 'conv1', sizes: { dense: size(100), twoOfFour: size(null, 'inputs-not-by-four') } },
    { layer: 'fc1', sizes: { dense: size(400), twoOfFour: size(null, 'not-two-of-four') } },
  ],
  totals: {
    sizes: {
      dense: { bytes: 500, expectedBytes: 500, fillers: 0, denseLayers: 0 },
      twoOfFour: { bytes: null, expectedBytes: null, fillers: null, denseLayers: 2 },
    },
  },
} as unknown as MeasuredStorage;

describe('listStored', () => {
  it('takes the totals of the whole network, with every reason and the layers it holds for', () => {
    const [dense, twoOfFour] = listStored(REPORT, null);
    expect(dense).toMatchObject({ id: 'dense', bytes: 500, refusals: [] });
    expect(twoOfFour!.bytes).toBeNull();
    expect(twoOfFour!.refusals).toEqual([
      { refusal: 'inputs-not-by-four', layers: ['conv1'] },
      { refusal: 'not-two-of-four', layers: ['fc1'] },
    ]);
  });

  it('takes one layer where it is asked for', () => {
    expect(listStored(REPORT, 'fc1').map(({ bytes }) => bytes)).toEqual([400, null]);
  });
});

describe('listCounted', () => {
  it('knows three formats by count and says of the others nothing', () => {
    const known = listCounted({ dense: 8, csr: 6, bitmap: 4 }).filter(({ bytes }) => bytes !== null);
    expect(known.map(({ id, bytes, measured }) => [id, bytes, measured])).toEqual([
      ['dense', 8, false],
      ['csr32', 6, false],
      ['bitmap', 4, false],
    ]);
  });
});

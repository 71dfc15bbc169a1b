import { expect, it } from 'vitest';
import { listMacs, TOTAL } from './listMacs.ts';

it('lists layers in multiply-accumulates and the whole network last', () => {
  const layer = { inputDensity: 0.5, hanShare: 0.1, effectiveShare: 0.1 };
  const rows = listMacs({
    layers: [
      { ...layer, layer: 'conv1', macs: 1000, keptShare: 0.2, effectiveMacs: 100 },
      { ...layer, layer: 'fc1', macs: 500, keptShare: 0.4, effectiveMacs: 50 },
    ],
    totals: { macs: 1500, hanShare: 0.1, effectiveMacs: 150, effectiveShare: 0.1, actShare: 0.5 },
  });
  expect(rows.map(({ layer, sparse }) => [layer, sparse])).toEqual([
    ['conv1', 200],
    ['fc1', 200],
    [TOTAL, 400],
  ]);
  expect(rows.at(-1)).toMatchObject({ effective: 150, han: 150, inputDensity: null });
});

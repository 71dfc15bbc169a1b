import { describe, expect, it } from 'vitest';
import { listTorchOrders } from '../../formats/torchOrder.ts';
import { initializeWeights } from '../../network/initializeWeights.ts';
import { findPreset } from '../../network/presets/presets.ts';
import { isWeightedNode } from '../../network/spec.ts';
import { toLayerMatrix } from './toLayerMatrix.ts';

describe('toLayerMatrix', () => {
  it('turns [in, out] into a row for each output, pruned weights 0', () => {
    const weight = { shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) };
    const matrix = toLayerMatrix('dense', weight, Uint8Array.of(1, 1, 0, 1, 1, 1));
    expect(matrix).toMatchObject({ rows: 3, inputs: 2, taps: 1 });
    expect([...matrix.values]).toEqual([1, 4, 2, 5, 0, 6]);
    expect([...weight.values]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it.each(['lenet-5', 'mobilenet-mini'])('has the filters of %s in the order of PyTorch', (id) => {
    const spec = findPreset(id).build();
    const weights = initializeWeights(spec, 1);
    const orders = new Map(listTorchOrders(spec).map((order) => [order.name, order]));
    const convolutions = spec.nodes.filter(isWeightedNode).filter(({ kind }) => kind !== 'dense');
    expect(convolutions.length).toBeGreaterThan(1);
    for (const { name, kind } of convolutions) {
      const weight = weights[`${name}.weight`]!;
      const { torchShape, sources } = orders.get(`${name}.weight`)!;
      const { rows, inputs, taps, values } = toLayerMatrix(kind, weight, undefined);
      expect([rows, inputs, taps]).toEqual([torchShape[0], torchShape[1], torchShape[2]! * torchShape[3]!]);
      expect([...values]).toEqual(Array.from(sources, (source) => weight.values[source]));
    }
  });
});

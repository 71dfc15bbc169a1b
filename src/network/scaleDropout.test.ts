import { describe, expect, it } from 'vitest';
import { scaleDropout } from './scaleDropout.ts';
import type { NetworkSpec } from './spec.ts';

const SPEC: NetworkSpec = {
  name: 'dropped',
  nodes: [
    { kind: 'input', name: 'input', inputs: [], shape: [10] },
    { kind: 'dense', name: 'fc1', inputs: ['input'], units: 10, bias: true },
    { kind: 'relu', name: 'relu1', inputs: ['fc1'] },
    { kind: 'dropout', name: 'dropout1', inputs: ['relu1'], rate: 0.5 },
    { kind: 'dense', name: 'fc2', inputs: ['dropout1'], units: 2, bias: true },
  ],
};

const rateOf = (spec: NetworkSpec) =>
  spec.nodes.flatMap((node) => (node.kind === 'dropout' ? [node.rate] : []));

describe('scaleDropout', () => {
  it('gives 0.158 for half dropped and a tenth kept, as Han et al. have it', () => {
    const masks = { 'fc1.weight': Uint8Array.from({ length: 100 }, (_, index) => (index < 10 ? 1 : 0)) };
    const [rate] = rateOf(scaleDropout(SPEC, masks));
    expect(rate).toBeCloseTo(0.5 * Math.sqrt(0.1), 12);
    expect(rate).toBeCloseTo(0.158, 3);
  });

  it('leaves the rate where the layer before is whole', () => {
    expect(scaleDropout(SPEC, { 'fc2.weight': new Uint8Array(20) })).toEqual(SPEC);
  });
});

import { describe, expect, it } from 'vitest';
import { PLAIN_ACTIVATIONS, PLAIN_LEAKY_SLOPE } from './buildPlainNetwork.ts';
import { inferShapes } from './inferShapes.ts';
import { listWeights } from './listWeights.ts';
import { PRESETS } from './presets/presets.ts';
import { isActivation, type NetworkSpec } from './spec.ts';
import { withActivation } from './withActivation.ts';

describe('withActivation', () => {
  it.each(PLAIN_ACTIVATIONS)('replaces every activation of every preset by %s and nothing else', (kind) => {
    for (const { build } of PRESETS) {
      const spec = build();
      const before = JSON.stringify(spec);
      const changed = withActivation(spec, kind);
      expect(JSON.stringify(spec)).toBe(before);
      expect(changed.name).toBe(spec.name);
      expect(inferShapes(changed)).toEqual(inferShapes(spec));
      expect(listWeights(changed)).toEqual(listWeights(spec));
      for (const [index, node] of changed.nodes.entries()) {
        const old = spec.nodes[index]!;
        if (!isActivation(old)) expect(node).toBe(old);
        else expect(node).toMatchObject({ kind, name: old.name, inputs: old.inputs });
      }
    }
  });

  it('gives a leaky ReLU a slope only where it is new, and takes it from one that is none any more', () => {
    const spec: NetworkSpec = {
      name: 'mixed',
      nodes: [
        { kind: 'input', name: 'input', inputs: [], shape: [4] },
        { kind: 'leakyRelu', name: 'leaky', inputs: ['input'], slope: 0.2 },
        { kind: 'relu', name: 'relu', inputs: ['leaky'] },
      ],
    };
    expect(withActivation(spec, 'leakyRelu').nodes.slice(1)).toEqual([
      { kind: 'leakyRelu', name: 'leaky', inputs: ['input'], slope: 0.2 },
      { kind: 'leakyRelu', name: 'relu', inputs: ['leaky'], slope: PLAIN_LEAKY_SLOPE },
    ]);
    expect(withActivation(spec, 'tanh').nodes[1]).toEqual({ kind: 'tanh', name: 'leaky', inputs: ['input'] });
  });
});

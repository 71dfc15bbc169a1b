import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NetworkSpec } from '../network/spec.ts';
import { buildForward } from './forward.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

const SPEC: NetworkSpec = {
  name: 'drop',
  nodes: [
    { kind: 'input', name: 'input', inputs: [], shape: [1000] },
    { kind: 'relu', name: 'relu', inputs: ['input'] },
    { kind: 'dropout', name: 'dropout', inputs: ['relu'], rate: 0.25 },
    { kind: 'dense', name: 'fc', inputs: ['dropout'], units: 1, bias: false },
  ],
};

function dropOnes(stepSeed?: number): number[] {
  return tf.tidy(() => {
    const [dropped] = buildForward(
      SPEC,
      new Map(),
      new Map([['input', tf.ones([2, 1000])]]),
      ['dropout'],
      stepSeed,
    );
    return [...dropped!.dataSync()];
  });
}

describe('buildForward', () => {
  it('drops the given share while training and scales what is left', () => {
    const values = dropOnes(1);
    const kept = values.filter((value) => value !== 0);
    expect(kept.every((value) => Math.abs(value - 4 / 3) < 1e-6)).toBe(true);
    expect(Math.abs(kept.length / values.length - 0.75)).toBeLessThan(0.04);
  });

  it('drops the same values for the same seed, others for another, and none in evaluation', () => {
    expect(dropOnes(1)).toEqual(dropOnes(1));
    expect(dropOnes(1)).not.toEqual(dropOnes(2));
    expect(dropOnes().every((value) => value === 1)).toBe(true);
  });

  it('starts from a later value without computing what stands before it', () => {
    const [output] = tf.tidy(() =>
      buildForward(
        SPEC,
        new Map([['fc.weight', tf.ones([1000, 1])]]),
        new Map([['dropout', tf.ones([1, 1000])]]),
        ['fc'],
      ).map((tensor) => tensor.dataSync()[0]),
    ) as unknown as [number];
    expect(output).toBe(1000);
  });

  it('names a node that does not exist', () => {
    expect(() => buildForward(SPEC, new Map(), new Map(), ['conv9'])).toThrow('unknown node: conv9');
  });
});

import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { PrefixStore } from './prefixStore.ts';

/** A store with room for three tensors of 100 values, and what has been put into it. */
function createFilled(...puts: readonly (readonly [key: string, scan: string])[]) {
  const store = new PrefixStore(1200);
  for (const [key, scan] of puts) store.put(key, scan, tf.zeros([100]));
  const held = () => ['a', 'b', 'c', 'd', 'e'].filter((key) => store.get(key));
  return { store, held };
}

describe('PrefixStore', () => {
  it('frees what was used longest ago when it is full', () => {
    const { store, held } = createFilled(['a', '1'], ['b', '2'], ['c', '3']);
    store.get('a');
    store.put('d', '4', tf.zeros([100]));
    expect(held()).toEqual(['a', 'c', 'd']);
    expect(store.bytes).toBe(1200);
    store.clear();
  });

  it('keeps a part of a scan that is larger than itself', () => {
    const { store, held } = createFilled(['a', '1'], ['b', '1'], ['c', '1'], ['d', '1'], ['e', '1']);
    expect(held()).toEqual(['a', 'b', 'c']);
    store.clear();
  });

  it('takes over every tensor: what it does not hold is freed', () => {
    const before = tf.memory().numTensors;
    const { store } = createFilled(['a', '1'], ['a', '1'], ['b', '1'], ['c', '1'], ['d', '1'], ['e', '2']);
    store.put('too large', '3', tf.zeros([301]));
    expect(tf.memory().numTensors - before).toBe(3);
    expect(store.bytes).toBe(1200);
    store.clear();
    expect(tf.memory().numTensors).toBe(before);
    expect(store.bytes).toBe(0);
  });
});

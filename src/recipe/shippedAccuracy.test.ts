import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { maybeShippedAccuracy, maybeShippedResult } from './shippedAccuracy.ts';

const PUBLIC = join(import.meta.dirname, '../../public');
const WEIGHTS = 'checkpoints/lenet-5/lenet-5.safetensors';
const MNIST = { name: 'mnist' } as const;

describe('maybeShippedResult', () => {
  it('finds the result beside a checkpoint', () => {
    expect(maybeShippedResult(WEIGHTS)).toEqual({
      file: 'checkpoints/lenet-5/result.json',
      snapshot: 'lenet-5',
    });
  });

  it.each([
    undefined,
    'mine.safetensors',
    'checkpoints/../secret/x.safetensors',
    'checkpoints/a/b/c.safetensors',
  ])('knows none for %s', (weights) => {
    expect(maybeShippedResult(weights)).toBeUndefined();
  });
});

describe('maybeShippedAccuracy', () => {
  const { file, snapshot } = maybeShippedResult(WEIGHTS)!;
  const result: unknown = JSON.parse(readFileSync(join(PUBLIC, file), 'utf8'));

  it('reads what was measured on all test images and says where it comes from', () => {
    const accuracy = maybeShippedAccuracy(result, snapshot, MNIST);
    expect(accuracy).toMatchObject({ images: 10_000, origin: 'shipped' });
    expect(accuracy!.accuracy).toBeGreaterThan(0.99);
    expect(accuracy!.perClassAccuracy).toHaveLength(10);
  });

  it('does not pass a number off as that of other images', () => {
    expect(maybeShippedAccuracy(result, snapshot, { ...MNIST, testSize: 500 })).toBeUndefined();
    expect(maybeShippedAccuracy(result, snapshot, { name: 'fashion-mnist' })).toBeUndefined();
  });

  it('finds nothing under another name or in something else', () => {
    expect(maybeShippedAccuracy(result, 'unknown', MNIST)).toBeUndefined();
    expect(maybeShippedAccuracy({ snapshots: [] }, snapshot, MNIST)).toBeUndefined();
  });
});

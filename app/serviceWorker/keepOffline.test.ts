import { describe, expect, it } from 'vitest';
import { DEFAULT_RECIPE } from '../store/defaults.ts';
import type { LabState } from '../store/labState.ts';
import { listSessionFiles, mayKeep } from './keepOffline.ts';

describe('listSessionFiles', () => {
  it('names the manifest, and the shipped weights with their result', () => {
    expect(listSessionFiles({ header: DEFAULT_RECIPE })).toEqual([
      'datasets/mnist/manifest.json',
      'checkpoints/lenet-5/lenet-5.safetensors',
      'checkpoints/lenet-5/result.json',
    ]);
  });

  it('names no weights that are not shipped', () => {
    const { weights: _, ...header } = DEFAULT_RECIPE;
    expect(listSessionFiles({ header })).toEqual(['datasets/mnist/manifest.json']);
    expect(listSessionFiles({ header: { ...header, weights: 'https://a.org/w.safetensors' } })).toEqual([
      'datasets/mnist/manifest.json',
    ]);
  });
});

describe('mayKeep', () => {
  const rest = {
    drawn: true,
    session: 'open',
    evaluatingStart: false,
    job: { kind: 'idle' },
    preview: { kind: 'none' },
  } as LabState;

  it('waits for the first picture, the session, its evaluation, a running step and a preview', () => {
    expect(mayKeep(rest)).toBe(true);
    expect(mayKeep({ ...rest, drawn: false })).toBe(false);
    expect(mayKeep({ ...rest, session: 'opening' })).toBe(false);
    expect(mayKeep({ ...rest, evaluatingStart: true })).toBe(false);
    expect(mayKeep({ ...rest, job: { kind: 'running' } as LabState['job'] })).toBe(false);
    expect(mayKeep({ ...rest, preview: { kind: 'running', last: null } })).toBe(false);
  });
});

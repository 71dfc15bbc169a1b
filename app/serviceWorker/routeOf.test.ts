import { describe, expect, it } from 'vitest';
import { routeOf } from './routeOf.ts';

const SCOPE = 'https://example.org/lab/';
const route = (path: string) => routeOf(new URL(path, SCOPE).href, SCOPE);

describe('routeOf', () => {
  it('knows the page whatever it is asked', () => {
    expect(['', 'index.html', '?backend=wasm'].map(route)).toEqual(['page', 'page', 'page']);
  });

  it('tells built files, kept files and shards apart', () => {
    expect(route('assets/main-BPfeC2sN.js')).toBe('built');
    expect(route('checkpoints/lenet-5/lenet-5.safetensors')).toBe('kept');
    expect(route('datasets/mnist/manifest.json')).toBe('kept');
    expect(route('datasets/mnist/train-00.bin')).toBe('shard');
  });

  it('leaves alone the rest, and what lies elsewhere', () => {
    expect(route('recipe.schema.json')).toBe('other');
    expect(route('/assets/main.js')).toBe('other');
    expect(route('https://elsewhere.org/lab/index.html')).toBe('other');
  });
});

import { describe, expect, it } from 'vitest';
import { fitSize, refuseFile } from './loadPicture.ts';

describe('refuseFile', () => {
  it('opens pictures up to 10 MB', () => {
    expect(refuseFile({ type: 'image/png', size: 10_000_000 })).toBeUndefined();
    expect(refuseFile({ type: 'image/png', size: 10_000_001 })).toBe('tooManyBytes');
    expect(refuseFile({ type: 'text/plain', size: 10 })).toBe('notPicture');
    expect(refuseFile({ type: '', size: 10 })).toBe('notPicture');
  });
});

describe('fitSize', () => {
  it('shrinks to what is worked on and keeps the proportions', () => {
    expect(fitSize(2048, 1024)).toEqual({ width: 512, height: 256 });
    expect(fitSize(100, 40)).toEqual({ width: 100, height: 40 });
    expect(fitSize(8000, 1)).toEqual({ width: 512, height: 1 });
  });

  it('knows no size for pictures that are too long, or empty', () => {
    expect(fitSize(8001, 10)).toBeUndefined();
    expect(fitSize(0, 10)).toBeUndefined();
  });
});

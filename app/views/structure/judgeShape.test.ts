import { describe, expect, it } from 'vitest';
import { judgeShape } from './judgeShape.ts';

const groups = (insideLost: number, stageLost: number) =>
  [
    { place: 'plain', channels: 10, lost: 10 },
    { place: 'inside', channels: 100, lost: insideLost },
    { place: 'stage', channels: 50, lost: stageLost },
    { place: 'stage', channels: 50, lost: 0 },
  ] as const;

describe('judgeShape', () => {
  it('tells hourglass, wallet and neither apart', () => {
    expect(judgeShape(groups(0, 0))?.kind).toBe('whole');
    expect(judgeShape(groups(50, 0))).toEqual({ kind: 'hourglass', insideLost: 0.5, stageLost: 0 });
    expect(judgeShape(groups(50, 25))).toEqual({ kind: 'wallet', insideLost: 0.5, stageLost: 0.25 });
    expect(judgeShape(groups(0, 25))?.kind).toBe('stages');
  });

  it('has nothing to say of a network without stages', () => {
    expect(judgeShape([{ place: 'plain', channels: 10, lost: 5 }])).toBeUndefined();
  });
});

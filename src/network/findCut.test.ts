import { describe, expect, it } from 'vitest';
import { findCut } from './findCut.ts';

const node = (name: string, ...inputs: string[]) => ({ name, inputs });
const CHAIN = [node('in'), node('a', 'in'), node('b', 'a'), node('c', 'b')];
/** stem → left and right → both and the stem itself into a sum → head. */
const BRANCHED = [
  node('in'),
  node('stem', 'in'),
  node('left', 'stem'),
  node('right', 'stem'),
  node('deep', 'right'),
  node('sum', 'left', 'deep', 'stem'),
  node('head', 'sum'),
];
const cut = (nodes: typeof CHAIN, ...changed: string[]) => findCut(nodes, new Set(changed));

describe('findCut', () => {
  it('enters a chain right before its first changed node', () => {
    expect(cut(CHAIN, 'b')).toEqual(['a']);
    expect(cut(CHAIN, 'c', 'a')).toEqual(['in']);
  });

  it('keeps the value of every branch that a change does not reach', () => {
    expect(cut(BRANCHED, 'deep')).toEqual(['stem', 'left', 'right']);
    expect(cut(BRANCHED, 'left')).toEqual(['stem', 'deep']);
    expect(cut(BRANCHED, 'head')).toEqual(['sum']);
  });

  it('drops what only unchanged nodes read', () => {
    expect(cut(BRANCHED, 'right')).not.toContain('deep');
    expect(cut(BRANCHED, 'right')).toEqual(['stem', 'left']);
    expect(cut(BRANCHED, 'stem')).toEqual(['in']);
  });

  it('takes the same node read twice once', () => {
    const twice = [node('in'), node('a', 'in'), node('both', 'a', 'a'), node('head', 'both')];
    expect(cut(twice, 'both')).toEqual(['a']);
  });

  it('needs nothing but the last value where nothing changed', () => {
    expect(cut(CHAIN)).toEqual(['c']);
  });
});

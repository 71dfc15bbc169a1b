import { describe, expect, it } from 'vitest';
import { stepSchema } from '../../../src/index.ts';
import { DEFAULT_DRAFTS } from '../../store/defaults.ts';
import { chosenOf, toggleUnit, toUnitsStep, unitsOfDraft, withoutApplied } from './chosenUnits.ts';

const CONV1 = { lead: 'conv1', layers: ['conv1'] };
const JOINED = { lead: 'a', layers: ['a', 'b'] };

describe('the choice of single filters', () => {
  it('takes a filter in and out, in order', () => {
    const one = toggleUnit({}, CONV1, 7);
    expect(toggleUnit(one, CONV1, 2)).toEqual({ conv1: [2, 7] });
    expect(toggleUnit(one, CONV1, 7)).toEqual({ conv1: [] });
  });

  it('leaves other layers alone, and names no layer for nothing where another is named', () => {
    const both = toggleUnit({ conv2: [4] }, CONV1, 0);
    expect(both).toEqual({ conv2: [4], conv1: [0] });
    expect(toggleUnit(both, CONV1, 0)).toEqual({ conv2: [4] });
  });

  it('knows layers whose channels are joined under either name', () => {
    expect([...chosenOf({ b: [3], a: [1] }, JOINED.layers)].sort()).toEqual([1, 3]);
    expect(toggleUnit({ b: [3] }, JOINED, 1)).toEqual({ a: [1, 3] });
  });

  it('is a step that the schema knows, and is read back from it', () => {
    const step = stepSchema.parse({ kind: 'prune', ...toUnitsStep({ conv1: [2, 7] }) });
    expect(unitsOfDraft(step)).toEqual({ conv1: [2, 7] });
    expect(unitsOfDraft(DEFAULT_DRAFTS.prune!)).toEqual({});
    expect(unitsOfDraft(DEFAULT_DRAFTS.train!)).toEqual({});
  });

  it('is over once it has been applied', () => {
    const step = stepSchema.parse({ kind: 'prune', ...toUnitsStep({ conv1: [2, 7] }) });
    expect(withoutApplied({ conv1: [2, 3], conv2: [7] }, [null, step])).toEqual({ conv1: [3], conv2: [7] });
  });
});

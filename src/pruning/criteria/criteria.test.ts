import { describe, expect, it } from 'vitest';
import { createRandom, deriveSeed } from '../../base/random.ts';
import { CRITERION_IDS, type CriterionId, type PruneStatistics } from '../prune.ts';
import type { OwnValues, UnitPart } from '../units.ts';
import { CRITERIA } from './criteria.ts';
import type { CriterionContext } from './criterion.ts';

/** Values of one tensor; −1 for values of no unit. */
function part(
  weight: string,
  values: readonly number[],
  unitOf: readonly number[],
  mask?: readonly number[],
  role: UnitPart['role'] = 'own',
): OwnValues {
  return {
    weight,
    role,
    shape: [values.length],
    values: Float32Array.from(values),
    unitOf: Int32Array.from(unitOf),
    mask: mask && Uint8Array.from(mask),
  };
}

/**
 * Two layers whose three channels are joined. a is [1, 1, 2, 3] with one weight pruned, so that its channels are
 * (1, −4), (−2, ·), (3, ½); b is [1, 1, 1, 4], of which the last channel is no unit and the others stand in another order:
 * unit 0 is 2, unit 1 is −1, unit 2 is −3.
 */
const OWN = [
  part('a.weight', [1, -2, 3, -4, 5, 0.5], [0, 1, 2, 0, 1, 2], [1, 1, 1, 1, 0, 1]),
  part('b.weight', [-3, 2, -1, 100], [2, 0, 1, -1]),
];

const SCALES = [
  part('a_bn.weight', [0.5, -1.5, 0], [0, 1, 2], undefined, 'scale'),
  part('b_bn.weight', [-2, 1, 0.25, 100], [2, 0, 1, -1], [1, 1, 0, 1], 'scale'),
];

const SHIFTS = [
  part('a_bn.bias', [2, 1, -3], [0, 1, 2], undefined, 'shift'),
  part('b_bn.bias', [1, -1, 4, 100], [2, 0, 1, -1], [1, 1, 0, 1], 'shift'),
];

/** Channels pass relu_a in their order and relu_b in b's. */
const ACTIVATIONS = [
  { node: 'relu_a', units: Int32Array.of(0, 1, 2) },
  { node: 'relu_b', units: Int32Array.of(2, 0, 1, -1) },
];

const byWeight = (a: readonly number[], b: readonly number[]) =>
  new Map([
    ['a.weight', Float32Array.from(a)],
    ['b.weight', Float32Array.from(b)],
  ]);

const byNode = (a: readonly number[], b: readonly number[]) =>
  new Map([
    ['relu_a', Float64Array.from(a)],
    ['relu_b', Float64Array.from(b)],
  ]);

function score(
  criterion: CriterionId,
  statistics: PruneStatistics = {},
  context: Partial<CriterionContext> = {},
): number[] {
  const scores = CRITERIA[criterion].compute({
    layer: 'a',
    units: 3,
    own: OWN,
    scales: SCALES,
    shifts: SHIFTS,
    activations: ACTIVATIONS,
    statistics,
    ...context,
  });
  return [...scores];
}

function expectClose(scores: readonly number[], expected: readonly number[]): void {
  expect(scores).toHaveLength(expected.length);
  for (const [unit, value] of expected.entries()) expect(scores[unit]).toBeCloseTo(value, 12);
}

describe('the criteria of weights, worked out by hand', () => {
  it('magnitude: |w| of each kept weight', () => {
    const single = part('a.weight', [1, -2, 3, -4, 5, 0.5], [0, 1, 2, 3, 4, 5], [1, 1, 1, 1, 0, 1]);
    expect(score('magnitude', {}, { units: 6, own: [single] })).toEqual([1, 2, 3, 4, 0, 0.5]);
  });

  it('l1: the sum of |w|', () => {
    // 1 + 4 + 2; 2 + 1 without the pruned 5; 3 + ½ + 3.
    expect(score('l1')).toEqual([7, 3, 6.5]);
  });

  it('l2: the root of the sum of w²', () => {
    // 1 + 16 + 4; 4 + 1; 9 + ¼ + 9.
    expectClose(score('l2'), [Math.sqrt(21), Math.sqrt(5), Math.sqrt(18.25)]);
  });

  it('lamp: w² over all w² of the layer that are not smaller', () => {
    // 21, 5 and 18.25 rising: 5 of 44.25, 18.25 of 39.25, 21 of itself.
    expectClose(score('lamp'), [1, 5 / 44.25, 18.25 / 39.25]);
    // Of equal ones the lower index comes first: 4 of 13, 4 of 9, then 1 of 14 that is smallest, and 5 alone.
    const tied = part('a.weight', [2, -2, 1, Math.sqrt(5)], [0, 1, 2, 3]);
    const scores = score('lamp', {}, { units: 4, own: [tied] });
    for (const [unit, value] of [4 / 13, 4 / 9, 1 / 14, 1].entries()) {
      expect(scores[unit]).toBeCloseTo(value, 6);
    }
  });

  it('fpgm: the sum of distances to the other filters, layer by layer', () => {
    // Of a: (1, −4), (−2, 0), (3, ½), the pruned weight being 0; of b: 2, −1, −3.
    const [ab, ac, bc] = [5, Math.sqrt(4 + 4.5 ** 2), Math.sqrt(25.25)];
    expectClose(score('fpgm'), [ab + ac + 3 + 5, ab + bc + 3 + 2, ac + bc + 5 + 2]);
    // A filter that is pruned is near to none: its distance counts for nobody, and it has none itself.
    const pruned = part('a.weight', [1, -2, 3, -4, 5, 0.5], [0, 1, 2, 0, 1, 2], [1, 0, 1, 1, 0, 1]);
    expectClose(score('fpgm', {}, { own: [pruned] }), [ac, 0, ac]);
  });

  it('batchNormScale: the sum of |γ|', () => {
    // ½ + 1; 1½ without the pruned ¼; 0 + 2.
    expect(score('batchNormScale')).toEqual([1.5, 1.5, 2]);
  });

  it('random: the first draws of a generator seeded by the step and the layer', () => {
    const random = createRandom(deriveSeed(7, 'random criterion', 'a'));
    const draws = [random.uniform(), random.uniform(), random.uniform()];
    expect(score('random', { seed: 7 })).toEqual(draws);
    expect(score('random', { seed: 7 })).toEqual(draws);
    expect(score('random', { seed: 7 }, { layer: 'b' })).not.toEqual(draws);
    expect(score('random', { seed: 8 })).not.toEqual(draws);
    expect(new Set(draws).size).toBe(3);
  });
});

describe('the criteria of gradients, worked out by hand', () => {
  /** The gradient of the pruned weight and of what is no unit would show. */
  const gradients = byWeight([2, 1, 1, 0.5, 1000, -4], [1, -1, 3, 1000]);

  it('taylorWeight: the sum of (w · g)²', () => {
    // w · g: 2, −2, −2; −2, −3; 3, −2, −3.
    expect(score('taylorWeight', { gradients })).toEqual([12, 13, 22]);
  });

  it('snip: the sum of |w · g|', () => {
    expect(score('snip', { gradients })).toEqual([6, 5, 8]);
  });

  it('fisher: the sum of w² times the mean of squared gradients', () => {
    const squaredGradients = byWeight([1, 2, 0.5, 0.25, 1000, 4], [2, 1, 3, 1000]);
    // 1 · 1 + 16 · ¼ + 4 · 1; 4 · 2 + 1 · 3; 9 · ½ + ¼ · 4 + 9 · 2.
    expect(score('fisher', { squaredGradients })).toEqual([9, 11, 23.5]);
  });

  it('grasp: the sum of w times Hessian times gradient, its sign kept', () => {
    const hessianGradients = byWeight([1, 2, -1, 0.5, 1000, 2], [1, 3, -4, 1000]);
    // 1 − 2 + 6; −4 + 4; −3 + 1 − 3.
    expect(score('grasp', { hessianGradients })).toEqual([5, 0, -5]);
  });

  it('synflow: the sum of what flows through the kept weights', () => {
    const synapticFlow = byWeight([1, 2, 3, 4, 1000, 0.5], [7, 8, 9, 1000]);
    expect(score('synflow', { synapticFlow })).toEqual([13, 11, 10.5]);
  });

  it('taylorBatchNorm: the sum of (γ · g + β · g)², normalisation by normalisation', () => {
    const ofNorms = new Map([
      ['a_bn.weight', Float32Array.of(2, 2, 5)],
      ['a_bn.bias', Float32Array.of(1, 4, -1)],
      ['b_bn.weight', Float32Array.of(0.5, 3, 1000, 1000)],
      ['b_bn.bias', Float32Array.of(2, 1, 1000, 1000)],
    ]);
    // Of a: 1 + 2, −3 + 4, 0 + 3; of b: 3 − 1, nothing kept, −1 + 2.
    expect(score('taylorBatchNorm', { gradients: ofNorms })).toEqual([9 + 4, 1, 9 + 1]);
  });
});

describe('the criteria of activations, worked out by hand', () => {
  it('apoz: the share of zeros with its sign turned, averaged over what the channel passes', () => {
    const apoz = byNode([0.5, 0.25, 1], [0.5, 0, 0.75, 0.9]);
    expect(score('apoz', { apoz })).toEqual([-0.25, -0.5, -0.75]);
  });

  it('meanActivation: the mean output', () => {
    const meanActivation = byNode([2, 4, 0.5], [1.5, 3, -1, 9]);
    expect(score('meanActivation', { meanActivation })).toEqual([2.5, 1.5, 1]);
  });

  it('hrank: the mean rank', () => {
    const rank = byNode([5, 6, 7], [1, 3, 2, 9]);
    expect(score('hrank', { rank })).toEqual([4, 4, 4]);
  });

  it.each([
    ['taylorActivation', 'taylor'],
    ['taylorActivationAbs', 'taylorAbs'],
  ] as const)('%s: over the norm of all channels of each activation', (criterion, key) => {
    // Norms 5 and √(9 + 16 + 144) = 13, the channel that is no unit among them.
    const scores = score(criterion, { [key]: byNode([3, 4, 0], [3, 0, 4, 12]) });
    const expected = [(3 / 5 + 0) / 2, (4 / 5 + 4 / 13) / 2, (0 + 3 / 13) / 2];
    for (const [unit, value] of expected.entries()) expect(scores[unit]).toBeCloseTo(value, 8);
  });
});

describe('the criteria of measured changes', () => {
  const measured = new Map([
    ['a', Float64Array.of(0.3, -0.1, 0.2)],
    ['b', Float64Array.of(9, 9, 9)],
  ]);

  it.each([
    ['oracle', 'lossChange'],
    ['kl', 'divergence'],
  ] as const)('%s: what was measured of the layer, in an array of its own', (criterion, key) => {
    const statistics = { [key]: measured };
    expect(score(criterion, statistics)).toEqual([0.3, -0.1, 0.2]);
    expect(CRITERIA[criterion].compute({ ...EMPTY, statistics })).not.toBe(measured.get('a'));
  });

  const EMPTY = { layer: 'a', units: 3, own: [], scales: [], shifts: [], activations: [] };
});

describe('every criterion', () => {
  const given: readonly string[] = ['weights', 'batchNorm', 'seed'];

  it.each(CRITERION_IDS.filter((id) => CRITERIA[id].needs.some((need) => !given.includes(need))))(
    '%s names a statistic that was not collected',
    (id) => {
      const need = CRITERIA[id].needs.find((name) => !given.includes(name))!;
      expect(() => score(id)).toThrow(`${need} was not collected before pruning by it`);
      expect(() => score(id, { [need]: new Map() })).toThrow(/^nothing was collected of /);
    },
  );

  it('is in the registry under its own id, with a paper and a granularity', () => {
    expect(Object.keys(CRITERIA)).toEqual([...CRITERION_IDS]);
    for (const id of CRITERION_IDS) {
      const { paper, granularities, needs } = CRITERIA[id];
      expect(CRITERIA[id].id).toBe(id);
      expect(paper.url).toMatch(/^https:\/\//);
      expect(granularities.length).toBeGreaterThan(0);
      expect(needs.length).toBeGreaterThan(0);
    }
  });
});

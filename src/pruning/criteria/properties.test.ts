import { describe, expect, it } from 'vitest';
import { createRandom, shuffleInPlace } from '../../base/random.ts';
import { NO_UNIT } from '../../network/channelGroups.ts';
import { CRITERION_IDS, type CriterionId, type PruneStatistics } from '../prune.ts';
import { countUp, type OwnValues, type UnitPart } from '../units.ts';
import { CRITERIA } from './criteria.ts';
import type { CriterionContext } from './criterion.ts';

const UNITS = 7;
const SEEDS = [1, 2, 3, 4, 5];

/**
 * A layer [3, 2, 5, 7], one joined with it that has two places for each unit and one for none, and two normalisations,
 * with a statistic of every kind; a tenth of the weights is pruned.
 */
function createContext(seed: number): CriterionContext {
  const random = createRandom(seed);
  const places = [NO_UNIT, ...countUp(UNITS), ...countUp(UNITS)];
  const part = (weight: string, size: number, unitAt: (index: number) => number, role: UnitPart['role']) => {
    const unitOf = Int32Array.from({ length: size }, (_, index) => unitAt(index));
    const values = Float32Array.from({ length: size }, () => random.normal());
    const mask = Uint8Array.from({ length: size }, () => (random.uniform() < 0.1 ? 0 : 1));
    return { weight, role, shape: [size], values, unitOf, mask };
  };
  const inOrder = (index: number) => index % UNITS;
  const atPlaces = (index: number) => places[index % places.length]!;
  const parts = {
    own: [part('a.weight', 30 * UNITS, inOrder, 'own'), part('b.weight', 6 * places.length, atPlaces, 'own')],
    scales: [
      part('a_bn.weight', UNITS, inOrder, 'scale'),
      part('b_bn.weight', places.length, atPlaces, 'scale'),
    ],
    shifts: [part('a_bn.bias', UNITS, inOrder, 'shift'), part('b_bn.bias', places.length, atPlaces, 'shift')],
  };
  const all = [...parts.own, ...parts.scales, ...parts.shifts];
  const byWeight = (toValue: (draw: number) => number) =>
    new Map(all.map(({ weight, values }) => [weight, values.map(() => toValue(random.normal()))]));
  const channels = (length: number) => Float64Array.from({ length }, () => random.uniform());
  const byNode = () =>
    new Map([
      ['relu_a', channels(UNITS)],
      ['relu_b', channels(places.length)],
    ]);
  const byLayer = () => new Map([['a', channels(UNITS)]]);
  return {
    layer: 'a',
    units: UNITS,
    ...parts,
    activations: [
      { node: 'relu_a', units: countUp(UNITS) },
      { node: 'relu_b', units: Int32Array.from(places) },
    ],
    statistics: {
      seed,
      apoz: byNode(),
      meanActivation: byNode(),
      rank: byNode(),
      taylor: byNode(),
      taylorAbs: byNode(),
      gradients: byWeight((draw) => draw),
      squaredGradients: byWeight((draw) => draw * draw),
      hessianGradients: byWeight((draw) => draw),
      synapticFlow: byWeight(Math.abs),
      lossChange: byLayer(),
      divergence: byLayer(),
    },
  };
}

/** The context in which each unit has the number that `to` gives it, with all that belongs to it at its old place. */
function renumber(context: CriterionContext, to: ArrayLike<number>): CriterionContext {
  const move = (units: Int32Array) => units.map((unit) => (unit === NO_UNIT ? NO_UNIT : to[unit]!));
  const moveParts = (parts: readonly OwnValues[]) =>
    parts.map((part) => ({ ...part, unitOf: move(part.unitOf) }));
  const moveScores = (byLayer: ReadonlyMap<string, Float64Array>) =>
    new Map(
      [...byLayer].map(([layer, scores]) => {
        const moved = new Float64Array(UNITS);
        for (const [unit, value] of scores.entries()) moved[to[unit]!] = value;
        return [layer, moved];
      }),
    );
  const { statistics } = context;
  return {
    ...context,
    own: moveParts(context.own),
    scales: moveParts(context.scales),
    shifts: moveParts(context.shifts),
    activations: context.activations.map(({ node, units }) => ({ node, units: move(units) })),
    statistics: {
      ...statistics,
      lossChange: moveScores(statistics.lossChange!),
      divergence: moveScores(statistics.divergence!),
    },
  };
}

/** The context with every weight, γ and β times a factor. */
function scaleWeights(context: CriterionContext, factor: number): CriterionContext {
  const scale = (parts: readonly OwnValues[]) =>
    parts.map((part) => ({ ...part, values: part.values.map((value) => value * factor) }));
  return {
    ...context,
    own: scale(context.own),
    scales: scale(context.scales),
    shifts: scale(context.shifts),
  };
}

const scoresOf = (id: CriterionId, context: CriterionContext) => [...CRITERIA[id].compute(context)];

function expectTimes(scores: readonly number[], factor: number, before: readonly number[]): void {
  for (const [unit, score] of scores.entries()) {
    const expected = factor * before[unit]!;
    expect(Math.abs(score - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
  }
}

describe('criteria on random weights', () => {
  it.each(CRITERION_IDS.filter((id) => id !== 'random'))('%s follows a permutation of the channels', (id) => {
    for (const seed of SEEDS) {
      const context = createContext(seed);
      const to = Uint32Array.from(countUp(UNITS));
      shuffleInPlace(to, createRandom(seed));
      const before = scoresOf(id, context);
      const after = scoresOf(id, renumber(context, to));
      expectTimes(
        before.map((_, unit) => after[to[unit]!]!),
        1,
        before,
      );
      expect(new Set(before).size).toBeGreaterThan(1);
    }
  });

  it.each([
    ['magnitude', 1],
    ['l1', 1],
    ['l2', 1],
    ['fpgm', 1],
    ['batchNormScale', 1],
    ['snip', 1],
    ['grasp', 1],
    ['taylorWeight', 2],
    ['taylorBatchNorm', 2],
    ['fisher', 2],
    ['lamp', 0],
  ] as const)('%s grows as the power %i of the weights', (id, power) => {
    for (const seed of SEEDS) {
      const context = createContext(seed);
      const before = scoresOf(id, context);
      // A power of two, so that float32 loses nothing.
      expectTimes(scoresOf(id, scaleWeights(context, 8)), 8 ** power, before);
      expectTimes(scoresOf(id, scaleWeights(context, -1)), id === 'grasp' ? -1 : 1, before);
    }
  });

  it.each([
    ['taylorActivation', 'taylor'],
    ['taylorActivationAbs', 'taylorAbs'],
  ] as const)('%s stays where one activation is measured in another unit', (id, key) => {
    for (const seed of SEEDS) {
      const context = createContext(seed);
      const measured = context.statistics[key]!;
      const scaled = new Map(measured).set(
        'relu_b',
        measured.get('relu_b')!.map((value) => value * 1000),
      );
      const statistics: PruneStatistics = { ...context.statistics, [key]: scaled };
      const [before, after] = [scoresOf(id, context), scoresOf(id, { ...context, statistics })];
      for (const [unit, score] of after.entries()) expect(score).toBeCloseTo(before[unit]!, 6);
    }
  });

  it.each([
    ['taylorWeight', 'gradients', 2],
    ['snip', 'gradients', 1],
    ['taylorBatchNorm', 'gradients', 2],
    ['fisher', 'squaredGradients', 1],
    ['grasp', 'hessianGradients', 1],
    ['synflow', 'synapticFlow', 1],
  ] as const)('%s grows with %s to the power %i', (id, key, power) => {
    const context = createContext(9);
    const scaled = new Map(
      [...context.statistics[key]!].map(([weight, values]) => [weight, values.map((value) => value * 4)]),
    );
    const statistics: PruneStatistics = { ...context.statistics, [key]: scaled };
    expectTimes(scoresOf(id, { ...context, statistics }), 4 ** power, scoresOf(id, context));
  });

  it('lamp gives the best unit of a layer 1 and lies above 0 and rising with l2 below it', () => {
    for (const seed of SEEDS) {
      const context = createContext(seed);
      const [lamp, l2] = [scoresOf('lamp', context), scoresOf('l2', context)];
      const order = [...lamp.keys()].sort((a, b) => l2[a]! - l2[b]!);
      expect(lamp[order.at(-1)!]).toBe(1);
      for (const [place, unit] of order.entries()) {
        expect(lamp[unit]).toBeGreaterThan(place === 0 ? 0 : lamp[order[place - 1]!]!);
      }
    }
  });

  it('a joined layer adds to l1, and its squares to l2', () => {
    const context = createContext(3);
    const [a, b] = context.own.map((part) => ({ ...context, own: [part] }));
    const sum = (id: CriterionId, power: number) =>
      scoresOf(id, a!).map((score, unit) => score ** power + scoresOf(id, b!)[unit]! ** power);
    expectTimes(scoresOf('l1', context), 1, sum('l1', 1));
    expectTimes(
      scoresOf('l2', context).map((score) => score ** 2),
      1,
      sum('l2', 2),
    );
    expectTimes(scoresOf('fpgm', context), 1, sum('fpgm', 1));
  });

  it('random draws evenly from 0 to 1, and other numbers for each layer and seed', () => {
    const draw = (layer: string, seed: number) =>
      CRITERIA.random.compute({ ...createContext(1), layer, units: 4000, statistics: { seed } });
    const scores = draw('a', 1);
    const mean = scores.reduce((sum, value) => sum + value, 0) / scores.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.02);
    expect(Math.min(...scores)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...scores)).toBeLessThan(1);
    expect(draw('a', 1)).toEqual(scores);
    for (const other of [draw('b', 1), draw('a', 2)]) {
      // Two rows of independent draws: as often the one is larger as the other.
      const larger = other.filter((value, unit) => value > scores[unit]!).length;
      expect(Math.abs(larger / scores.length - 0.5)).toBeLessThan(0.05);
    }
  });
});

describe('fpgm', () => {
  it('gives no NaN where joined channels have different numbers of places', () => {
    // Unit 0 has two places in the layer and unit 1 has one, as where [a, a, b] is added to a layer's channels.
    const part: OwnValues = {
      weight: 'c.weight',
      role: 'own',
      shape: [1, 1, 2, 3],
      values: Float32Array.of(1, 2, 3, 4, 5, 6),
      unitOf: Int32Array.of(0, 0, 1, 0, 0, 1),
      mask: undefined,
    };
    const scores = scoresOf('fpgm', { ...createContext(1), units: 2, own: [part] });
    expect(scores.every((score) => score > 0)).toBe(true);
    expect(scores[0]).toBe(scores[1]);
  });
});

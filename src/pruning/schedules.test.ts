import { describe, expect, it } from 'vitest';
import { AppError } from '../base/errors.ts';
import { initializeWeights } from '../network/initializeWeights.ts';
import { findPreset } from '../network/presets/presets.ts';
import type { Masks } from '../network/weights.ts';
import { computePrune } from './computePrune.ts';
import { type PruneAmount, SCHEDULE_IDS, type ScheduleId } from './prune.ts';
import { checkSchedule, SCHEDULES } from './schedules.ts';

/** The shares of the rounds `from` to `rounds`. */
function listShares(id: ScheduleId, sparsity: number, rounds: number, startSparsity = 0, from = 1): number[] {
  return Array.from({ length: rounds - from + 1 }, (_, index) => {
    const amount = SCHEDULES[id].toAmount({ sparsity }, { round: from + index, rounds, startSparsity });
    return (amount as { readonly sparsity: number }).sparsity;
  });
}

function expectClose(values: readonly number[], expected: readonly number[], digits: number): void {
  expect(values).toHaveLength(expected.length);
  for (const [index, value] of expected.entries()) expect(values[index]).toBeCloseTo(value, digits);
}

describe('the schedule cubic', () => {
  it('follows the published curve to 0.9 in ten rounds (METHODS E8)', () => {
    const published = [0, 0.2439, 0.4392, 0.5913, 0.7056, 0.7875, 0.8424, 0.8757, 0.8928, 0.8991, 0.9];
    expectClose(listShares('cubic', 0.9, 10, 0, 0), published, 10);
  });

  it('starts where the network stands', () => {
    // 0.8 + (0.4 − 0.8) · (1 − i / 4)³
    expectClose(
      listShares('cubic', 0.8, 4, 0.4, 0),
      [0.4, 0.8 - 0.4 * 0.421875, 0.8 - 0.4 * 0.125, 0.8 - 0.4 * 0.015625, 0.8],
      12,
    );
  });
});

describe('the schedule geometric', () => {
  it('keeps four fifths of what is left in each of 17 rounds (METHODS E8)', () => {
    const printed = [80, 64, 51.2, 41, 32.8, 26.2, 21, 16.8, 13.4, 10.7, 8.6, 6.9, 5.5, 4.4, 3.5, 2.8, 2.3];
    const kept = listShares('geometric', 1 - 0.8 ** 17, 17).map((share) =>
      Number((100 * (1 - share)).toFixed(1)),
    );
    expect(kept).toEqual(printed);
  });

  it('takes the same share of what is left whatever was pruned before', () => {
    // From 0.2 to 0.9 in three rounds: each keeps half.
    expectClose(listShares('geometric', 0.9, 3, 0.2), [0.6, 0.8, 0.9], 12);
    expect(listShares('geometric', 0.9, 3, 1)).toEqual([1, 1, 0.9]);
  });

  it('prunes the very counts of repeated shares of what remains', () => {
    const spec = findPreset('lenet-300-100').build();
    const weights = initializeWeights(spec, 1);
    const choice = {
      criterion: 'magnitude',
      granularity: 'weight',
      scope: 'uniform',
      layers: ['fc2'],
    } as const;
    let rounds: Masks = {};
    let repeated: Masks = {};
    for (const sparsity of listShares('geometric', 1 - 0.8 ** 5, 5)) {
      rounds = computePrune(spec, weights, rounds, { ...choice, amount: { sparsity } }).masks;
      repeated = computePrune(spec, weights, repeated, { ...choice, amount: { ofRemaining: 0.2 } }).masks;
      expect(rounds).toEqual(repeated);
    }
    const kept = rounds['fc2.weight']!.reduce((sum, keep) => sum + keep, 0);
    expect(kept).toBe(Math.round(30_000 * 0.8 ** 5));
  });
});

describe('the other schedules', () => {
  it('exponential keeps ρ to the power −k / n of the weights', () => {
    const shares = listShares('exponential', 0.99, 100);
    expectClose(
      shares,
      shares.map((_, index) => 1 - 100 ** (-(index + 1) / 100)),
      12,
    );
  });

  it('linear takes equal steps', () => {
    expectClose(listShares('linear', 0.9, 3), [0.3, 0.6, 0.9], 12);
    expectClose(listShares('linear', 0.9, 4, 0.5), [0.6, 0.7, 0.8, 0.9], 12);
  });

  it('rising raises the threshold to q · σ', () => {
    const at = (round: number) =>
      SCHEDULES.rising.toAmount({ thresholdSigma: 1.2 }, { round, rounds: 4, startSparsity: 0.3 });
    const factors = [1, 2, 3, 4].map((round) => (at(round) as { thresholdSigma: number }).thresholdSigma);
    expectClose(factors, [0.3, 0.6, 0.9, 1.2], 12);
  });

  it.each<[ScheduleId, PruneAmount]>([
    ['oneShot', { perLayer: { fc1: 0.5 } }],
    ['oneShot', { sparsity: 0.9 }],
    ['multiPass', { ofRemaining: 0.4 }],
    ['multiPass', { apozSigma: 1 }],
    ['soft', { sparsity: 0.5 }],
    ['soft', { pattern: '2:4' }],
  ])('%s asks for %o in every round', (id, amount) => {
    for (const round of [1, 2, 3]) {
      expect(SCHEDULES[id].toAmount(amount, { round, rounds: 3, startSparsity: 0.1 })).toEqual(amount);
    }
  });

  it.each(['linear', 'geometric', 'cubic', 'exponential'] as const)(
    '%s only rises, stays in 0 to 1 and ends at exactly what was asked for',
    (id) => {
      for (const sparsity of [0, 0.1, 0.29, 0.7, 1 / 3, 0.999, 1]) {
        for (const start of [0, 0.05, sparsity]) {
          if (start > sparsity) continue;
          for (const rounds of [1, 2, 7, 30]) {
            const shares = listShares(id, sparsity, rounds, start);
            expect(shares.at(-1)).toBe(sparsity);
            for (const [index, share] of shares.entries()) {
              expect(share).toBeGreaterThanOrEqual((shares[index - 1] ?? start) - 1e-12);
              expect(share).toBeLessThanOrEqual(1);
            }
          }
        }
      }
    },
  );

  it('are in the registry under their own ids', () => {
    expect(Object.keys(SCHEDULES)).toEqual([...SCHEDULE_IDS]);
    for (const id of SCHEDULE_IDS) expect(SCHEDULES[id].id).toBe(id);
  });
});

describe('checkSchedule', () => {
  const refuse = (id: ScheduleId, amount: PruneAmount, trains: boolean) => {
    try {
      checkSchedule(id, amount, trains);
    } catch (thrown) {
      expect((thrown as AppError).code).toBe('step-impossible');
      expect(thrown).toBeInstanceOf(AppError);
      return (thrown as AppError).message;
    }
    return 'accepted';
  };

  it.each<[ScheduleId, PruneAmount, boolean, string]>([
    [
      'linear',
      { ofRemaining: 0.2 },
      true,
      'schedule linear does not go with amount ofRemaining (expected sparsity)',
    ],
    [
      'geometric',
      { perLayer: { fc1: 0.5 } },
      true,
      'schedule geometric does not go with amount perLayer (expected sparsity)',
    ],
    [
      'cubic',
      { thresholdSigma: 1 },
      true,
      'schedule cubic does not go with amount thresholdSigma (expected sparsity)',
    ],
    [
      'exponential',
      { keptMacs: 0.5 },
      false,
      'schedule exponential does not go with amount keptMacs (expected sparsity)',
    ],
    [
      'rising',
      { sparsity: 0.5 },
      true,
      'schedule rising does not go with amount sparsity (expected thresholdSigma)',
    ],
    [
      'multiPass',
      { sparsity: 0.5 },
      true,
      'schedule multiPass does not go with amount sparsity (expected ofRemaining or thresholdSigma or threshold or apozSigma or apoz or maxLoss)',
    ],
    [
      'soft',
      { threshold: 0.1 },
      true,
      'schedule soft does not go with amount threshold (expected sparsity or pattern)',
    ],
    ['oneShot', { sparsity: 0.5 }, true, 'schedule oneShot trains nothing (expected no train)'],
    ['exponential', { sparsity: 0.5 }, true, 'schedule exponential trains nothing (expected no train)'],
    ['cubic', { sparsity: 0.5 }, false, 'schedule cubic prunes while training (expected train)'],
    ['soft', { sparsity: 0.5 }, false, 'schedule soft prunes while training (expected train)'],
  ])('refuses %s with %o, training: %s', (id, amount, trains, message) => {
    expect(refuse(id, amount, trains)).toBe(message);
  });

  it.each<[ScheduleId, PruneAmount, boolean]>([
    ['oneShot', { keptBytes: 0.5 }, false],
    ['linear', { sparsity: 0.5 }, true],
    ['linear', { sparsity: 0.5 }, false],
    ['geometric', { sparsity: 0.5 }, true],
    ['cubic', { sparsity: 0.5 }, true],
    ['exponential', { sparsity: 0.5 }, false],
    ['rising', { thresholdSigma: 1 }, true],
    ['multiPass', { apozSigma: 1 }, true],
    ['soft', { pattern: '2:4' }, true],
  ])('takes %s with %o, training: %s', (id, amount, trains) => {
    expect(refuse(id, amount, trains)).toBe('accepted');
  });
});

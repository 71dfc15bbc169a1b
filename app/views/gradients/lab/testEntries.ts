import type { ExchangeRuleId, ExchangeTick } from '../../../../src/index.ts';
import type { NamedEntry } from './labEntry.ts';
import { FIRST_SETTINGS, toTrainStep } from './labSettings.ts';

/** A point of a curve for tests: a hundredth sent, residuals three steps old. */
export function createTick(step: number, loss: number): ExchangeTick {
  return {
    step,
    epoch: 0,
    loss,
    accuracy: 0.5,
    bytes: 100,
    denseBytes: 400,
    compressionRatio: 4,
    totalBytes: 100 * step,
    residualAge: { mean: 3, max: 9 },
    sentSparsities: [0.99, 0.5, 0.99, 0.99],
  };
}

/** A finished entry for tests. */
export function createEntry(
  rule: ExchangeRuleId,
  accuracy: number,
  more: Partial<NamedEntry> = {},
): NamedEntry {
  const step = toTrainStep(FIRST_SETTINGS, rule);
  const ticks = [createTick(1, 2), createTick(150, 1)];
  const totals = { bytes: 15_000, denseBytes: 60_000, compressionRatio: 4 };
  const tests = [{ step: 150, accuracy, images: 1000 }];
  return {
    key: JSON.stringify(step),
    name: rule,
    step,
    ticks,
    tests,
    trial: {
      exchange: {
        rule,
        workers: 4,
        steps: 150,
        tensors: ['conv1.weight', 'conv1.bias', 'fc1.weight', 'fc2.weight'],
        ticks,
        gradients: [],
        totals,
      },
      tests,
      accuracy: { images: 10_000, accuracy, loss: 0.3, perClassAccuracy: [] },
      msPerStep: 20,
    },
    ...more,
  };
}

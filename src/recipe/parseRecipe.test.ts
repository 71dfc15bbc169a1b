import { describe, expect, it } from 'vitest';
import { AppError } from '../base/errors.ts';
import { parseRecipe } from './parseRecipe.ts';

const BASE = { version: 1, dataset: { name: 'mnist' }, network: { preset: 'lenet-300-100' } };
const PRUNE = { kind: 'prune', criterion: 'magnitude', granularity: 'weight', amount: { sparsity: 0.5 } };
const withStep = (step: unknown) => ({ ...BASE, steps: [step] });

function messageOf(json: unknown): string {
  try {
    parseRecipe(json);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(AppError);
    expect((thrown as AppError).code).toBe('invalid-recipe');
    return (thrown as AppError).message;
  }
  throw new Error('parsed');
}

describe('parseRecipe', () => {
  it('fills in defaults, the settings of an optimizer named by its kind included', () => {
    const recipe = parseRecipe(withStep({ kind: 'train', epochs: 1, optimizer: 'sgd' }));
    expect(recipe.seed).toBe(1);
    expect(recipe.steps[0]).toMatchObject({
      batchSize: 128,
      schedule: { kind: 'constant' },
      optimizer: { kind: 'sgd', momentum: 0.9, weightDecay: 0 },
    });
  });

  const cases: [string, unknown, string | RegExp][] = [
    [
      'a share above 1',
      { ...BASE, steps: [PRUNE, PRUNE, { ...PRUNE, amount: { sparsity: 1.4 } }] },
      'steps[2].amount.sparsity: 1.4 (expected 0 to 1)',
    ],
    [
      'a value of the wrong type',
      withStep({ ...PRUNE, amount: { apozSigma: 'one' } }),
      'steps[0].amount.apozSigma: "one" (expected -5 to 5)',
    ],
    [
      'an amount with two keys',
      withStep({ ...PRUNE, amount: { sparsity: 0.5, threshold: 1 } }),
      'steps[0].amount: {"sparsity":0.5,"threshold":1} (expected an object with exactly one of sparsity, ofRemaining, thresholdSigma, threshold, apozSigma, apoz, perLayer, maxLoss, keptWeights, keptMacs, keptBytes, units, pattern)',
    ],
    [
      'an empty amount',
      withStep({ ...PRUNE, amount: {} }),
      /^steps\[0\]\.amount: \{\} \(expected an object with exactly one of sparsity/,
    ],
    [
      'a missing amount',
      withStep({ ...PRUNE, amount: undefined }),
      /^steps\[0\]\.amount: missing \(expected an object/,
    ],
    [
      'an amount that is a number',
      withStep({ ...PRUNE, amount: 0.5 }),
      /^steps\[0\]\.amount: 0\.5 \(expected an object/,
    ],
    [
      'an unknown key',
      withStep({ kind: 'train', epoch: 1 }),
      /^steps\[0\]\.epoch: unknown key \(expected one of kind, name, from, note, epochs, steps, batchSize,/,
    ],
    [
      'an unknown kind of step',
      withStep({ kind: 'trim' }),
      'steps[0].kind: "trim" (expected one of "train", "prune", "rewind", "reinitialize", "compact", "recalibrate", "measure")',
    ],
    ['a step without a kind', withStep({}), /^steps\[0\]\.kind: missing \(expected one of "train"/],
    [
      'both epochs and steps',
      withStep({ kind: 'train', epochs: 1, steps: 5 }),
      'steps[0].epochs: 1 (expected either epochs or steps)',
    ],
    [
      'neither epochs nor steps',
      withStep({ kind: 'train' }),
      'steps[0].epochs: missing (expected either epochs or steps)',
    ],
    [
      'a learning rate of 0',
      withStep({ kind: 'train', epochs: 1, learningRate: 0 }),
      'steps[0].learningRate: 0 (expected above 0, at most 10)',
    ],
    [
      'a batch size that is not whole',
      withStep({ kind: 'train', epochs: 1, batchSize: 1.5 }),
      'steps[0].batchSize: 1.5 (expected a whole number, 1 to 4096)',
    ],
    [
      'an unknown optimizer',
      withStep({ kind: 'train', epochs: 1, optimizer: 'adamw' }),
      'steps[0].optimizer: "adamw" (expected one of "sgd", "momentum", "nesterov", "adam" or an object)',
    ],
    [
      'an unknown setting of an optimizer',
      withStep({ kind: 'train', epochs: 1, optimizer: { kind: 'adam', decay: 1 } }),
      'steps[0].optimizer.decay: unknown key (expected one of kind, momentum, beta1, beta2, epsilon, weightDecay)',
    ],
    [
      'an optimizer setting out of range',
      withStep({ kind: 'train', epochs: 1, optimizer: { kind: 'sgd', momentum: 1 } }),
      'steps[0].optimizer.momentum: 1 (expected 0 to 0.9999)',
    ],
    [
      'a schedule without its shares',
      withStep({ kind: 'train', epochs: 1, schedule: { kind: 'step' } }),
      'steps[0].schedule.at: missing (expected a list of 1 to 20, each 0 to 1)',
    ],
    [
      'an unknown data set',
      { ...BASE, dataset: { name: 'imagenet' } },
      'dataset.name: "imagenet" (expected one of "mnist", "fashion-mnist", "cifar-10" or text of the form ^own:[0-9a-f]{64}$)',
    ],
    [
      'a network that is neither preset nor spec',
      { ...BASE, network: {} },
      'network: {} (expected an object with exactly one of preset, spec)',
    ],
    [
      'a fault deep in a network',
      {
        ...BASE,
        network: {
          spec: {
            name: 'x',
            nodes: [
              { kind: 'input', name: 'in', inputs: [], shape: [28, 28, 1] },
              { kind: 'dense', name: 'fc', inputs: ['in'], units: 0 },
            ],
          },
        },
      },
      'network.spec.nodes[1].units: 0 (expected a whole number, 1 to 4096)',
    ],
    ['a version from elsewhere', { ...BASE, version: 2 }, 'version: 2 (expected 1)'],
    ['something that is no object', 'recipe', 'recipe: "recipe" (expected an object)'],
    ['nothing', undefined, 'recipe: missing (expected an object)'],
    ['a key of the prototype', { ...BASE, constructor: 1 }, /^constructor: unknown key/],
    [
      'a very long value',
      { ...BASE, title: 'x'.repeat(500) },
      /^title: "x{56}… \(expected text of at most 120 characters\)$/,
    ],
  ];
  it.each(cases)('names path, value and expectation of %s', (_, json, message) => {
    if (typeof message === 'string') expect(messageOf(json)).toBe(message);
    else expect(messageOf(json)).toMatch(message);
  });
});

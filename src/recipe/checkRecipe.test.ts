import { describe, expect, it } from 'vitest';
import type { DatasetManifest } from '../data/dataset.ts';
import { checkRecipe } from './checkRecipe.ts';
import { parseRecipe } from './parseRecipe.ts';
import type { RecipeInput } from './schema.ts';

const TRAIN = { kind: 'train', epochs: 1 } as const;
const PRUNE = {
  kind: 'prune',
  criterion: 'magnitude',
  granularity: 'weight',
  amount: { sparsity: 0.5 },
} as const;

const MNIST: DatasetManifest = {
  version: 1,
  name: 'mnist',
  title: 'MNIST',
  imageShape: [28, 28, 1],
  classes: [...'0123456789'],
  source: '',
  licence: '',
  splits: {
    train: { count: 1, countPerClass: [1], shards: [] },
    test: { count: 1, countPerClass: [1], shards: [] },
  },
};

function check(steps: RecipeInput['steps'], network: RecipeInput['network'] = { preset: 'lenet-300-100' }) {
  const recipe = parseRecipe({ version: 1, dataset: { name: 'mnist' }, network, steps });
  return () => checkRecipe(recipe, MNIST);
}

const denseSpec = (shape: number[], units: number): RecipeInput['network'] => ({
  spec: {
    name: 'dense',
    nodes: [
      { kind: 'input', name: 'input', inputs: [], shape },
      { kind: 'flatten', name: 'flatten', inputs: ['input'] },
      { kind: 'dense', name: 'fc', inputs: ['flatten'], units },
    ],
  },
});

describe('checkRecipe', () => {
  it('passes branches, rewinds within one shape, and rewinds behind a compaction to what follows it', () => {
    expect(
      check([
        { ...TRAIN, name: 'trained' },
        { ...PRUNE, name: 'half' },
        { kind: 'rewind', to: 'start' },
        { ...PRUNE, from: 'trained', granularity: 'filter', criterion: 'l1' },
        { kind: 'compact', name: 'small' },
        TRAIN,
        { kind: 'rewind', to: 'small' },
        { kind: 'rewind', from: 'half', to: 'trained' },
      ]),
    ).not.toThrow();
  });

  const faults: [string, ReturnType<typeof check>, string | RegExp][] = [
    [
      'a name given twice',
      check([
        { ...TRAIN, name: 'a' },
        { ...PRUNE, name: 'a' },
      ]),
      'steps[1].name: "a" (expected a name that no earlier snapshot has)',
    ],
    [
      'the name of the start',
      check([{ ...TRAIN, name: 'start' }]),
      'steps[0].name: "start" (expected a name that no earlier snapshot has)',
    ],
    [
      'a name that another step has by its position',
      check([TRAIN, { ...PRUNE, name: '1-train' }]),
      /^steps\[1\]\.name: "1-train"/,
    ],
    [
      'a name that ends as mask files do',
      check([{ ...TRAIN, name: 'a.masks' }]),
      /^steps\[0\]\.name: "a\.masks"/,
    ],
    [
      'a start from nothing',
      check([{ ...TRAIN, from: 'nowhere' }]),
      'steps[0].from: "nowhere" (expected an earlier snapshot: start)',
    ],
    [
      'a start from what comes later',
      check([TRAIN, { ...PRUNE, from: 'later' }, { ...TRAIN, name: 'later' }]),
      'steps[1].from: "later" (expected an earlier snapshot: start, 1-train)',
    ],
    [
      'a rewind to nothing',
      check([TRAIN, { kind: 'rewind', to: 'nowhere' }]),
      'steps[1].to: "nowhere" (expected an earlier snapshot: start, 1-train)',
    ],
    [
      'a rewind across a compaction',
      check([{ kind: 'compact' }, { kind: 'rewind', to: 'start' }]),
      'steps[1].to: "start" (expected a snapshot with no compaction between it and this step)',
    ],
    [
      'a teacher that is not there yet',
      check([
        { ...TRAIN, distill: { teacher: 'later' } },
        { ...TRAIN, name: 'later' },
      ]),
      'steps[0].distill.teacher: "later" (expected an earlier snapshot: start)',
    ],
    [
      'slimming without normalisations',
      check([{ ...TRAIN, regularizer: { slimming: 1e-4 } }]),
      'steps[0].regularizer.slimming: 0.0001 (expected 0 for a network without batch normalisation)',
    ],
    [
      'a recalibration without normalisations',
      check([{ kind: 'recalibrate' }]),
      'steps[0].kind: "recalibrate" (expected a network with batch normalisation)',
    ],
    [
      'more images held out than there are',
      check([{ ...TRAIN, validate: { images: 100 } }]),
      'steps[0].validate.images: 100 (expected fewer than the 1 training images)',
    ],
    [
      'an unknown layer',
      check([{ ...PRUNE, layers: ['conv9'] }]),
      'steps[0]: unknown layer: conv9 (expected fc1, fc2, fc3)',
    ],
    [
      'a criterion that cannot rank the units',
      check([TRAIN, { ...PRUNE, criterion: 'apoz' }]),
      /^steps\[1\]: criterion apoz cannot rank granularity weight/,
    ],
    [
      'an unknown preset',
      check([], { preset: 'lenet-9000' }),
      /^network\.preset: unknown preset: lenet-9000 \(expected one of/,
    ],
    [
      'a network for other images',
      check([], denseSpec([32, 32, 3], 10)),
      'network.spec: input: shape [32,32,3] (expected [28,28,1], the images of mnist)',
    ],
    [
      'a network for other classes',
      check([], denseSpec([28, 28, 1], 7)),
      'network.spec: fc: gives 7 logits (expected 10, the classes of mnist)',
    ],
  ];
  it.each(faults)('refuses %s', (_, run, message) => {
    expect(run).toThrow(message);
    expect(run).toThrow(expect.objectContaining({ code: 'invalid-recipe' }));
  });
});

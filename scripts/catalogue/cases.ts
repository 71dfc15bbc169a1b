import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRESETS } from '../../src/network/presets/presets.ts';
import { CRITERIA } from '../../src/pruning/criteria/criteria.ts';
import {
  CRITERION_IDS,
  GRANULARITY_IDS,
  type GranularityId,
  SCHEDULE_IDS,
  SCOPE_IDS,
  type ScheduleId,
  type ScopeId,
} from '../../src/pruning/prune.ts';
import type { RecipeInput } from '../../src/recipe/schema.ts';

type StepInput = NonNullable<RecipeInput['steps']>[number];
type PruneInput = Extract<StepInput, { kind: 'prune' }>;

/** One entry of one registry, and a recipe that uses it on real images. */
export interface Case {
  readonly registry: 'preset' | 'criterion' | 'granularity' | 'scope' | 'schedule';
  readonly entry: string;
  readonly recipe: RecipeInput;
}

const PUBLIC = join(import.meta.dirname, '../../public');

/** Networks that are pruned: trained ones where the method looks at what training made. */
const BASES = {
  lenet5: {
    dataset: { name: 'mnist' },
    network: { preset: 'lenet-5' },
    weights: 'checkpoints/lenet-5/lenet-5.safetensors',
    steps: [],
  },
  untrained: { dataset: { name: 'mnist' }, network: { preset: 'lenet-300-100' }, steps: [] },
  normalized: {
    dataset: { name: 'mnist', trainSize: 20_000 },
    network: { preset: 'mlp-500-300' },
    steps: [{ kind: 'train', epochs: 1 }],
  },
  residual: {
    dataset: { name: 'cifar-10', trainSize: 4000 },
    network: { preset: 'resnet-8' },
    steps: [{ kind: 'train', epochs: 3, batchSize: 64, learningRate: 0.003, schedule: { kind: 'cosine' } }],
  },
} as const satisfies Readonly<Record<string, Omit<RecipeInput, 'version'>>>;

type Base = keyof typeof BASES;

const FINE_TUNE: Readonly<Record<Base, StepInput>> = {
  lenet5: { kind: 'train', name: 'fine-tuned', steps: 200, learningRate: 0.0005 },
  untrained: { kind: 'train', name: 'fine-tuned', epochs: 1, learningRate: 0.0012 },
  normalized: { kind: 'train', name: 'fine-tuned', steps: 150, learningRate: 0.0005 },
  residual: { kind: 'train', name: 'fine-tuned', steps: 80, batchSize: 64, learningRate: 0.001 },
};

type Cut = Omit<PruneInput, 'kind' | 'name'>;

function pruned(registry: Case['registry'], entry: string, base: Base, cut: Cut): Case {
  const { steps, ...start } = BASES[base];
  const prune = { kind: 'prune', name: 'pruned', ...cut } as PruneInput;
  const compact: StepInput = { kind: 'compact', name: 'compact' };
  const recipe: RecipeInput = {
    version: 1,
    seed: 1,
    ...start,
    steps: [...steps, prune, FINE_TUNE[base], compact],
  };
  return { registry, entry, recipe };
}

/** CIFAR-10 images that the presets are trained on here; their own recipes take all that are packed. */
const PRESET_IMAGES = 4000;

function presetCases(): readonly Case[] {
  return PRESETS.map(({ id }) => {
    const file = join(PUBLIC, 'recipes/presets', `${id}.json`);
    const recipe = JSON.parse(readFileSync(file, 'utf8')) as RecipeInput;
    const { dataset } = recipe;
    const fewer = dataset.name === 'cifar-10' ? { ...dataset, trainSize: PRESET_IMAGES } : dataset;
    return { registry: 'preset', entry: id, recipe: { ...recipe, dataset: fewer } };
  });
}

function criterionCases(): readonly Case[] {
  return CRITERION_IDS.map((criterion) => {
    const { granularities, needs, atStart } = CRITERIA[criterion];
    const filters = granularities.includes('filter') && !atStart;
    const base = atStart ? 'untrained' : needs.includes('batchNorm') ? 'normalized' : 'lenet5';
    return pruned('criterion', criterion, base, {
      criterion,
      granularity: filters ? 'filter' : 'weight',
      amount: { sparsity: filters ? 0.5 : 0.9 },
      ...(atStart ? { scope: 'global' } : {}),
    });
  });
}

const GRANULARITY_CUTS: Readonly<Record<GranularityId, readonly [Base, Omit<Cut, 'granularity'>]>> = {
  weight: ['lenet5', { criterion: 'magnitude', amount: { sparsity: 0.9 } }],
  nm: ['lenet5', { criterion: 'magnitude', amount: { pattern: '2:4' } }],
  block: ['lenet5', { criterion: 'l1', amount: { sparsity: 0.7 }, block: [4, 4] }],
  kernel: ['lenet5', { criterion: 'l1', amount: { sparsity: 0.5 } }],
  stripe: ['lenet5', { criterion: 'l1', amount: { sparsity: 0.5 } }],
  shape: ['lenet5', { criterion: 'l2', amount: { sparsity: 0.5 } }],
  filter: ['residual', { criterion: 'kl', scope: 'global', amount: { sparsity: 0.3 }, images: 128 }],
  stage: ['residual', { criterion: 'kl', scope: 'global', amount: { sparsity: 0.3 }, images: 128 }],
};

const SCOPE_CUTS: Readonly<Record<ScopeId, readonly [Base, Omit<Cut, 'scope'>]>> = {
  uniform: ['lenet5', { criterion: 'magnitude', granularity: 'weight', amount: { sparsity: 0.9 } }],
  perLayer: [
    'lenet5',
    {
      criterion: 'magnitude',
      granularity: 'weight',
      // What Han et al. 2015 keep, Table 3.
      amount: { perLayer: { conv1: 0.34, conv2: 0.88, fc1: 0.92, fc2: 0.81 } },
    },
  ],
  global: [
    'lenet5',
    {
      criterion: 'magnitude',
      granularity: 'weight',
      amount: { sparsity: 0.95 },
      limits: { maxSparsity: 0.99, minKept: 20 },
    },
  ],
  isomorphic: ['residual', { criterion: 'l2', granularity: 'filter', amount: { sparsity: 0.3 } }],
  sensitivity: ['lenet5', { criterion: 'l1', granularity: 'filter', amount: { maxLoss: 0.01 } }],
  budget: [
    'lenet5',
    {
      criterion: 'taylorActivation',
      granularity: 'filter',
      amount: { keptMacs: 0.5 },
      limits: { maxSparsity: 0.7 },
    },
  ],
};

const BETWEEN = { steps: 60, learningRate: 0.0005 } as const;

const SCHEDULE_CUTS: Readonly<Record<ScheduleId, readonly [Base, Omit<Cut, 'schedule'>, object]>> = {
  oneShot: ['lenet5', { criterion: 'magnitude', granularity: 'weight', amount: { sparsity: 0.95 } }, {}],
  linear: [
    'lenet5',
    { criterion: 'magnitude', granularity: 'weight', amount: { sparsity: 0.95 } },
    { rounds: 4, train: BETWEEN },
  ],
  geometric: [
    'lenet5',
    { criterion: 'magnitude', granularity: 'weight', amount: { sparsity: 0.95 } },
    { rounds: 4, train: BETWEEN },
  ],
  cubic: [
    'lenet5',
    { criterion: 'magnitude', granularity: 'weight', amount: { sparsity: 0.95 } },
    { rounds: 8, train: { steps: 30, learningRate: 0.0005 } },
  ],
  exponential: [
    'untrained',
    { criterion: 'synflow', granularity: 'weight', scope: 'global', amount: { sparsity: 0.98 } },
    { rounds: 100 },
  ],
  rising: [
    'lenet5',
    { criterion: 'magnitude', granularity: 'weight', amount: { thresholdSigma: 0.6 } },
    { rounds: 4, train: BETWEEN },
  ],
  multiPass: [
    'lenet5',
    { criterion: 'apoz', granularity: 'filter', amount: { apozSigma: 1 }, layers: ['conv2', 'fc1'] },
    { rounds: 3, train: BETWEEN },
  ],
  soft: [
    'lenet5',
    { criterion: 'l2', granularity: 'filter', amount: { sparsity: 0.5 } },
    { rounds: 4, train: { steps: 60, learningRate: 0.0005 } },
  ],
};

/** Every entry of every registry of pruning once. */
export function listCases(): readonly Case[] {
  return [
    ...presetCases(),
    ...criterionCases(),
    ...GRANULARITY_IDS.map((granularity) => {
      const [base, cut] = GRANULARITY_CUTS[granularity];
      return pruned('granularity', granularity, base, { granularity, ...cut });
    }),
    ...SCOPE_IDS.map((scope) => {
      const [base, cut] = SCOPE_CUTS[scope];
      return pruned('scope', scope, base, { scope, ...cut });
    }),
    ...SCHEDULE_IDS.map((kind) => {
      const [base, cut, settings] = SCHEDULE_CUTS[kind];
      return pruned('schedule', kind, base, { ...cut, schedule: { kind, ...settings } });
    }),
  ];
}

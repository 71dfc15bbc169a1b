import type { RecipeInput } from '../recipe/schema.ts';
import { LEE_2019, TANAKA_2020 } from './papers.ts';
import type { Study, StudyResults, StudySettings } from './study.ts';

interface SynflowSettings extends StudySettings {
  readonly preset: string;
  /** Shares pruned, rising. */
  readonly sparsities: readonly number[];
  /** Rounds of SynFlow. */
  readonly rounds: number;
}

const METHODS = ['magnitude', 'snip', 'grasp', 'synflow'] as const;
type Method = (typeof METHODS)[number];

const LABELS: Readonly<Record<Method, string>> = {
  magnitude: 'magnitude',
  snip: 'SNIP',
  grasp: 'GraSP',
  synflow: 'SynFlow',
};

const nameOf = (method: Method, sparsity: number) => `${method} ${sparsity}`;

function createRecipe(settings: SynflowSettings, seed: number): RecipeInput {
  const { preset, sparsities, rounds, trainSize, testSize } = settings;
  return {
    version: 1,
    seed,
    dataset: {
      name: 'cifar-10',
      ...(trainSize === undefined ? {} : { trainSize }),
      ...(testSize === undefined ? {} : { testSize }),
    },
    network: { preset },
    steps: METHODS.flatMap((criterion) =>
      sparsities.map((sparsity) => ({
        kind: 'prune' as const,
        name: nameOf(criterion, sparsity),
        from: 'start',
        criterion,
        granularity: 'weight' as const,
        scope: 'global' as const,
        amount: { sparsity },
        ...(criterion === 'synflow' ? { schedule: { kind: 'exponential' as const, rounds } } : {}),
      })),
    ),
  };
}

/** Least kept weights of any layer; 1 is what the guard alone holds back. */
const countThinnest = (results: StudyResults, snapshot: string) =>
  Math.min(
    ...results('pruned')
      .at(snapshot)
      .layers.map(({ keptWeights }) => keptWeights),
  );

/** The largest sparsity at which no layer is down to what the guard holds back; 0 where there is none. */
function findLastWhole(results: StudyResults, method: Method): number {
  const { snapshots } = listLevels(results, method);
  const collapsed = snapshots.findIndex(({ name }) => countThinnest(results, name) <= 1);
  const whole = collapsed < 0 ? snapshots : snapshots.slice(0, collapsed);
  return whole.at(-1)?.sparsity ?? 0;
}

function listLevels(results: StudyResults, method: Method) {
  const sparsities = ALL_SPARSITIES.filter((sparsity) => results('pruned').has(nameOf(method, sparsity)));
  return { snapshots: sparsities.map((sparsity) => ({ sparsity, name: nameOf(method, sparsity) })) };
}

const ALL_SPARSITIES = [0.9, 0.968, 0.99, 0.9968, 0.999, 0.9997] as const;

/** Which criterion at the start empties a layer long before it has to. */
export const SYNFLOW_COLLAPSE: Study<SynflowSettings> = {
  id: 'synflow-collapse',
  papers: [TANAKA_2020, LEE_2019],
  claim:
    'Pruned at initialisation in one shot, magnitude and SNIP empty a whole layer while others keep plenty; SynFlow in a hundred rounds does not.',
  describe: ({ preset, sparsities, rounds }) =>
    `${preset} on CIFAR-10 images, not trained; all layers ranked together; ${sparsities.length} sparsities up to ${100 * sparsities.at(-1)!} %; SynFlow in ${rounds} rounds`,
  differences: [
    'The paper takes VGG-16 and trains what is left. Here the collapse itself is counted: weights kept in the thinnest layer. The guard holds one weight back in each layer, so that 1 means a layer that would be empty.',
  ],
  sizes: {
    paper: { preset: 'conv-4-half', sparsities: ALL_SPARSITIES, rounds: 100, testSize: 500 },
    lesson: {
      preset: 'conv-4-half',
      sparsities: [0.9, 0.99, 0.999],
      rounds: 100,
      trainSize: 1000,
      testSize: 200,
    },
  },
  createRecipes: (settings, seed) => ({ pruned: createRecipe(settings, seed) }),
  values: [
    ...(['magnitude', 'snip'] as const).map((method) => ({
      id: `thinnest-${method}`,
      label: `weights left in the thinnest layer at 99.9 % by ${LABELS[method]}`,
      unit: 'count' as const,
      source: 'layer collapse',
      expected: { atMost: 1 },
      read: (results: StudyResults) => countThinnest(results, nameOf(method, 0.999)),
    })),
    {
      id: 'thinnest-grasp',
      label: 'weights left in the thinnest layer at 99.9 % by GraSP',
      unit: 'count',
      read: (results) => countThinnest(results, nameOf('grasp', 0.999)),
    },
    {
      id: 'thinnest-synflow',
      label: 'weights left in the thinnest layer at 99.9 % by SynFlow',
      unit: 'count',
      source: 'theorem 3',
      expected: { atLeast: 2 },
      read: (results) => countThinnest(results, nameOf('synflow', 0.999)),
    },
    {
      id: 'synflow-further',
      label: 'largest sparsity without a collapse, SynFlow less SNIP',
      unit: 'points',
      source: 'layer collapse',
      expected: { atLeast: 1e-6 },
      read: (results) => findLastWhole(results, 'synflow') - findLastWhole(results, 'snip'),
    },
  ],
  curves: [
    {
      id: 'thinnest',
      label: 'Weights left in the thinnest layer',
      source: 'layer collapse',
      x: { label: 'kept weights', unit: 'share', scale: 'log' },
      y: { label: 'weights in the thinnest layer', unit: 'count', scale: 'log' },
      read: (results) =>
        METHODS.flatMap((method) =>
          listLevels(results, method).snapshots.map(({ sparsity, name }) => ({
            series: LABELS[method],
            x: 1 - sparsity,
            y: countThinnest(results, name),
          })),
        ),
    },
  ],
};

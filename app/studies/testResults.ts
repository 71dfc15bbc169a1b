import { loadStudies, type Recipe, type Study } from '../../src/index.ts';

const { listUnits } = await loadStudies();

/** Any number, layer or list that a study may read of a measurement, whatever it is called. */
const ANYTHING: Record<string, unknown> = {
  accuracy: 0.5,
  points: [
    { sparsity: 0, accuracy: 0.9 },
    { sparsity: 0.5, accuracy: 0.5 },
  ],
};

function namesOf({ steps }: Recipe): ReadonlySet<string> {
  return new Set(['start', ...steps.map((step, index) => step.name ?? `${index + 1}-${step.kind}`)]);
}

function createReader(recipe: Recipe) {
  const names = namesOf(recipe);
  const layers = ['conv1', 'conv2', 'fc1', 'fc2'].map((layer) => ({
    ...ANYTHING,
    layer,
    name: layer,
    keptWeights: 9,
  }));
  const tick = { epoch: 0, accuracy: 0.5 };
  return {
    has: (name: string) => names.has(name),
    at: () => ({
      layers,
      totals: { weights: 9, macs: 9 },
      train: { validation: { earlyStop: 7 }, exchange: { ticks: [tick, tick] } },
    }),
    accuracy: () => 0.5,
    error: () => 0.5,
    keptShare: () => 0.5,
    measured: () => layers,
  };
}

/** The series of a study's curves, as they are called in all its sizes; read from results that hold no real numbers. */
export function listSeries(study: Study): readonly string[] {
  const sizes = Object.keys(study.sizes) as (keyof Study['sizes'])[];
  const series = sizes.flatMap((size) => {
    const readers = new Map(
      listUnits(study, size, [1]).map(({ name, recipe }) => [name, createReader(recipe)]),
    );
    const results = ((name: string) => readers.get(name)) as unknown as Parameters<
      Study['curves'][number]['read']
    >[0];
    return study.curves.flatMap(({ read }) => read(results).map((point) => point.series));
  });
  return [...new Set(series)];
}

import { describe, expect, it } from 'vitest';
import { parseRecipe } from '../recipe/parseRecipe.ts';
import type { RecipeResult } from '../recipe/toResult.ts';
import { estimateWork } from './estimateWork.ts';
import { createRecipeProgress } from './recipeProgress.ts';
import { listUnits, runStudy, type StudyDeps, type StudyUnit } from './runStudy.ts';
import type { Study } from './study.ts';
import type { StudyRecord } from './studyRecord.ts';

const recipeOf = (seed: number, epochs: number) => ({
  version: 1 as const,
  seed,
  dataset: { name: 'mnist' as const, trainSize: 1000, testSize: 100 },
  network: { preset: 'lenet-300-100' },
  steps: [{ kind: 'train' as const, name: 'trained', epochs, batchSize: 100 }],
});

const STUDY: Study = {
  id: 'snip',
  papers: [],
  claim: '',
  describe: () => '',
  differences: [],
  sizes: { paper: {}, lesson: {} },
  createRecipes: (_, seed) => ({ short: recipeOf(seed, 1), long: recipeOf(seed, 3) }),
  values: [
    {
      id: 'difference',
      label: 'long less short',
      unit: 'points',
      read: (results) => results('long').accuracy('trained') - results('short').accuracy('trained'),
    },
  ],
  curves: [],
};

const ACCURACIES: Readonly<Record<string, number>> = { short: 0.5, long: 0.75 };

function fakeResult({ name, recipe }: StudyUnit): RecipeResult {
  const snapshot = { name: 'trained', accuracy: ACCURACIES[name]! + recipe.seed / 100, seconds: 2 };
  return {
    recipe,
    seed: recipe.seed,
    backend: { name: 'wasm', device: 'none' },
    versions: { pruningLab: '1', tfjs: '1' },
    snapshots: [snapshot],
    measurements: {},
  } as unknown as RecipeResult;
}

/** Runs and keeps in memory, and writes down what it was asked for. */
function createDeps() {
  const kept = new Map<string, RecipeResult>();
  const ran: string[] = [];
  const keyOf = ({ study, name, recipe }: StudyUnit) => `${study}/${name}-${recipe.seed}`;
  const deps: StudyDeps = {
    async runRecipe(unit, { onShare }) {
      ran.push(keyOf(unit));
      onShare(0.5);
      return fakeResult(unit);
    },
    readKept: async (unit) => kept.get(keyOf(unit)),
    keep: async (unit, result) => void kept.set(keyOf(unit), result),
  };
  return { deps, kept, ran };
}

describe('runStudy', () => {
  it('runs each recipe at each seed and reads them together', async () => {
    const { deps, ran } = createDeps();
    const record = await runStudy(STUDY, 'lesson', [1, 2], deps);
    expect(ran).toEqual(['snip/short-1', 'snip/long-1', 'snip/short-2', 'snip/long-2']);
    expect(record).toMatchObject({ study: 'snip', size: 'lesson', backend: { name: 'wasm' } });
    expect(record.seeds).toEqual([
      { seed: 1, seconds: 4, values: { difference: 0.25 }, curves: {} },
      { seed: 2, seconds: 4, values: { difference: 0.25 }, curves: {} },
    ]);
  });

  it('reads what was kept instead of running it, with the same readings', async () => {
    const { deps, ran } = createDeps();
    const first = await runStudy(STUDY, 'lesson', [1], deps);
    ran.length = 0;
    expect(await runStudy(STUDY, 'lesson', [1], deps)).toEqual(first);
    expect(ran).toEqual([]);
    await runStudy(STUDY, 'lesson', [1, 7], deps);
    expect(ran).toEqual(['snip/short-7', 'snip/long-7']);
  });

  it('keeps what was done before a cancel', async () => {
    const { deps, kept } = createDeps();
    const cancel = new AbortController();
    const runRecipe: StudyDeps['runRecipe'] = async (unit, run) => {
      if (unit.recipe.seed === 2) cancel.abort();
      return deps.runRecipe(unit, run);
    };
    const seen: StudyRecord[] = [];
    const running = runStudy(
      STUDY,
      'lesson',
      [1, 2],
      { ...deps, runRecipe },
      {
        signal: cancel.signal,
        onSeed: (record) => void seen.push(record),
      },
    );
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect([...kept.keys()]).toEqual(['snip/short-1', 'snip/long-1', 'snip/short-2']);
    expect(seen.map(({ seeds }) => seeds.length)).toEqual([1]);
  });

  it('tells the time left from the pace of what really ran', async () => {
    const { deps, kept } = createDeps();
    const [known] = listUnits(STUDY, 'lesson', [1]);
    kept.set('snip/short-1', fakeResult(known!));
    let nowMs = 0;
    const runRecipe: StudyDeps['runRecipe'] = async (unit, { onShare }) => {
      nowMs += 1000;
      onShare(0.5);
      return fakeResult(unit);
    };
    const told: [string, number, number | undefined][] = [];
    await runStudy(
      STUDY,
      'lesson',
      [1],
      { ...deps, runRecipe },
      {
        onProgress: ({ done, total, remainingMs }, { name }) => told.push([name, done / total, remainingMs]),
      },
      () => nowMs,
    );
    const [short, long] = listUnits(STUDY, 'lesson', [1]).map(({ recipe }) =>
      estimateWork(recipe).reduce((sum, part) => sum + part, 0),
    ) as [number, number];
    expect(told).toEqual([
      ['short', 0, undefined],
      ['long', short / (short + long), undefined],
      ['long', (short + long / 2) / (short + long), 1000],
    ]);
  });
});

describe('estimateWork', () => {
  it('counts a training three times for each image, and an evaluation once', () => {
    const macs = 266_200;
    expect(estimateWork(parseRecipe(recipeOf(1, 2)))).toEqual([100 * macs, (3 * 2000 + 100) * macs]);
  });
});

describe('createRecipeProgress', () => {
  it('tells the share of all steps done', () => {
    const shares: number[] = [];
    const listen = createRecipeProgress(parseRecipe(recipeOf(1, 1)), (share) => shares.push(share));
    listen({ kind: 'step', index: 0, total: 2, name: 'start' });
    listen({ kind: 'step', index: 1, total: 2, name: 'trained' });
    listen({ kind: 'progress', progress: { done: 5, total: 10 } });
    listen({ kind: 'progress', progress: { done: 10, total: 10 } });
    // 100 images before, then 3 · 1000 and 100.
    expect(shares).toEqual([0, 100 / 3200, (100 + 1550) / 3200, 1]);
  });
});

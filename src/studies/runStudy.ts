import { throwIfAborted } from '../base/errors.ts';
import type { Progress } from '../base/progress.ts';
import { parseRecipe } from '../recipe/parseRecipe.ts';
import type { Recipe } from '../recipe/schema.ts';
import type { RecipeResult } from '../recipe/toResult.ts';
import { estimateWork } from './estimateWork.ts';
import type { SizeName, Study } from './study.ts';
import { readStudy, type SeedReadings, type StudyRecord } from './studyRecord.ts';

/** One recipe of a study at one seed: the least that is run and kept. */
export interface StudyUnit {
  readonly study: Study['id'];
  /** Its name in the study. */
  readonly name: string;
  /** With the seed in it. */
  readonly recipe: Recipe;
}

/** What runs the recipes of a study, and keeps their results. */
export interface StudyDeps {
  /** Told how much is done, 0…1. */
  runRecipe(
    unit: StudyUnit,
    run: { readonly signal?: AbortSignal; readonly onShare: (share: number) => void },
  ): Promise<RecipeResult>;
  /** The result of an earlier run of just this recipe, to be read instead of running it. */
  readKept?(unit: StudyUnit): Promise<RecipeResult | undefined>;
  /** Called as soon as a recipe is done. */
  keep?(unit: StudyUnit, result: RecipeResult): Promise<void>;
}

export interface StudyRun {
  readonly signal?: AbortSignal;
  /** Counts estimated work; the time left comes from the pace of what really ran. */
  readonly onProgress?: (progress: Progress, unit: StudyUnit) => void;
  /** Told what there is so far, after every seed. */
  readonly onSeed?: (record: StudyRecord) => void | Promise<void>;
}

/** The recipes of a study at some seeds, one seed after the other. Throws `invalid-recipe`. */
export function listUnits(study: Study, size: SizeName, seeds: readonly number[]): readonly StudyUnit[] {
  return seeds.flatMap((seed) =>
    Object.entries(study.createRecipes(study.sizes[size], seed)).map(([name, input]) => ({
      study: study.id,
      name,
      recipe: parseRecipe(input),
    })),
  );
}

/** Turns the share done of a unit into progress over all, and estimates the time left from units that really ran. */
function createMeter(units: readonly StudyUnit[], now: () => number) {
  const work = units.map(({ recipe }) => estimateWork(recipe).reduce((sum, part) => sum + part, 0));
  const total = work.reduce((sum, part) => sum + part, 0);
  let [before, ranMs, ranWork, startedMs] = [0, 0, 0, now()];
  return {
    begin: () => {
      startedMs = now();
    },
    at(index: number, share: number): Progress {
      const part = work[index]! * share;
      const done = before + part;
      const [ms, of] = [ranMs + now() - startedMs, ranWork + part];
      return { done, total, ...(of > 0 ? { remainingMs: (ms / of) * (total - done) } : {}) };
    },
    end(index: number, hasRun: boolean): void {
      before += work[index]!;
      if (!hasRun) return;
      ranWork += work[index]!;
      ranMs += now() - startedMs;
    },
  };
}

/**
 * Runs a study: each recipe at each seed, one after the other, and reads what the study reads.
 *
 * Rejects with `AbortError` on a cancel and as runRecipe does; what was handed to `keep` until then need not run again.
 */
export async function runStudy(
  study: Study,
  size: SizeName,
  seeds: readonly number[],
  { runRecipe, readKept, keep }: StudyDeps,
  { signal, onProgress, onSeed }: StudyRun = {},
  now: () => number = () => performance.now(),
): Promise<StudyRecord> {
  const units = listUnits(study, size, seeds);
  const meter = createMeter(units, now);
  const readings: SeedReadings[] = [];
  let record: StudyRecord | undefined;
  for (const seed of seeds) {
    const results: Record<string, RecipeResult> = {};
    for (const [index, unit] of units.entries()) {
      if (unit.recipe.seed !== seed) continue;
      throwIfAborted(signal);
      meter.begin();
      const onShare = (share: number) => onProgress?.(meter.at(index, share), unit);
      onShare(0);
      const kept = await readKept?.(unit);
      const result = kept ?? (await runRecipe(unit, { ...(signal ? { signal } : {}), onShare }));
      if (!kept) await keep?.(unit, result);
      meter.end(index, !kept);
      results[unit.name] = result;
    }
    readings.push(readStudy(study, seed, results));
    const { backend, versions } = Object.values(results)[0]!;
    const settings = study.sizes[size];
    record = { version: 1, study: study.id, size, settings, backend, versions, seeds: [...readings] };
    await onSeed?.(record);
  }
  if (!record) throw new Error('no seed to run a study with');
  return record;
}

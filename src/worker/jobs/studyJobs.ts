import { throwIfAborted } from '../../base/errors.ts';
import type { Dataset } from '../../data/dataset.ts';
import { openDataset } from '../../data/openDataset.ts';
import { createShardCache } from '../../data/shardCache.ts';
import type { Engine } from '../../engine/engine.ts';
import { runRecipe } from '../../recipe/runRecipe.ts';
import type { Recipe } from '../../recipe/schema.ts';
import { createSnapshotMemory, type SnapshotMemory } from '../../recipe/snapshotMemory.ts';
import { toResult } from '../../recipe/toResult.ts';
import { createRecipeProgress } from '../../studies/recipeProgress.ts';
import { runStudy, type StudyDeps, type StudyUnit } from '../../studies/runStudy.ts';
import { findStudy } from '../../studies/studies.ts';
import { mergeRecords, type StudyRecord } from '../../studies/studyRecord.ts';
import type { JobHandler } from '../serveJobs.ts';
import type { Session } from '../session.ts';
import { createStudyStore, type StudyPlace, type StudyResultPlace, type StudyStore } from '../studyStore.ts';
import { VERSIONS } from '../version.ts';

/** Trainings kept in memory for the recipes that begin with them; each takes a few megabytes. */
const MOST_TRAININGS = 32;
/** The page is told of progress at most so often. */
const TELL_EVERY_MS = 200;

type StudySession = Pick<Session, 'engine' | 'readerOf' | 'database'>;

/** Opens data sets apart from that of the page, and keeps the last one, which the next recipe mostly has too. */
function createDatasetOpener({ readerOf }: Pick<Session, 'readerOf'>) {
  let stream = new AbortController();
  let last: { readonly key: string; readonly dataset: Dataset } | undefined;
  return {
    async open({ dataset: wanted }: Recipe): Promise<Dataset> {
      const key = JSON.stringify(wanted);
      if (last?.key === key) return last.dataset;
      stream.abort();
      stream = new AbortController();
      const { name, trainSize, testSize } = wanted;
      const dataset = await openDataset(name, {
        readFile: readerOf(name),
        cache: createShardCache(),
        signal: stream.signal,
        ...(trainSize === undefined ? {} : { trainSize }),
        ...(testSize === undefined ? {} : { testSize }),
      });
      last = { key, dataset };
      return dataset;
    },
    /** Images that have not come yet need not come any more. */
    close: () => stream.abort(),
  };
}

function createRunner(
  engine: Engine,
  memory: SnapshotMemory,
  open: (recipe: Recipe) => Promise<Dataset>,
): StudyDeps['runRecipe'] {
  return async ({ recipe }, { signal, onShare }) => {
    const dataset = await open(recipe);
    throwIfAborted(signal);
    const made = await runRecipe(
      recipe,
      { engine, dataset },
      { ...(signal ? { signal } : {}), memory, onEvent: createRecipeProgress(recipe, onShare) },
    );
    return toResult(recipe, made, engine.backend, VERSIONS);
  };
}

/** Keeps results of recipes until their seed is done; one of another recipe is not read. */
function createKeeper(
  studies: StudyStore,
  place: StudyPlace,
): Required<Pick<StudyDeps, 'readKept' | 'keep'>> {
  const placeOf = (unit: StudyUnit): StudyResultPlace => ({
    ...place,
    recipe: unit.name,
    seed: unit.recipe.seed,
  });
  return {
    async readKept(unit) {
      const kept = await studies.readResult(placeOf(unit));
      return kept && JSON.stringify(kept.recipe) === JSON.stringify(unit.recipe) ? kept : undefined;
    },
    keep: (unit, result) => studies.putResult(placeOf(unit), result),
  };
}

/**
 * The jobs behind the page's studies. They interleave with the page's other jobs, batch by batch: their models and data sets
 * are their own, and of the session they read nothing.
 */
export function createStudyJobs(
  session: StudySession,
  studies = createStudyStore(session.database),
  find = findStudy,
) {
  let known: { readonly backend: string; readonly memory: SnapshotMemory } | undefined;

  /** What was trained on one backend is not what another would have made of it. */
  function memoryOf({ backend }: Engine): SnapshotMemory {
    if (known?.backend !== backend.name) {
      known = { backend: backend.name, memory: createSnapshotMemory(MOST_TRAININGS) };
    }
    return known.memory;
  }

  const study: JobHandler<'study'> = async (params, { signal, onProgress, onEvent }) => {
    const { size, seeds } = params;
    const wanted = find(params.study);
    const engine = await session.engine(signal);
    const place: StudyPlace = { study: wanted.id, size, backend: engine.backend, versions: VERSIONS };
    const before = await studies.read(place);
    const settings = wanted.sizes[size];
    const fits = before && JSON.stringify(before.settings) === JSON.stringify(settings) ? before : undefined;
    const missing = seeds.filter((seed) => !fits?.seeds.some((done) => done.seed === seed));
    if (fits && missing.length === 0) return fits;

    const data = createDatasetOpener(session);
    const keeper = createKeeper(studies, place);
    const run: StudyDeps['runRecipe'] = createRunner(engine, memoryOf(engine), data.open);
    const names = Object.keys(wanted.createRecipes(settings, 1));
    let record: StudyRecord | undefined;
    let toldMs = Number.NEGATIVE_INFINITY;
    let told: StudyUnit | undefined;
    try {
      await runStudy(
        wanted,
        size,
        missing,
        { runRecipe: run, ...keeper },
        {
          signal,
          onProgress(progress, unit) {
            const isNew = unit !== told;
            if (isNew) {
              const { seed } = unit.recipe;
              const place = missing.indexOf(seed) * names.length + names.indexOf(unit.name) + 1;
              onEvent({ kind: 'unit', name: unit.name, seed, place, units: missing.length * names.length });
            }
            told = unit;
            if (!isNew && performance.now() - toldMs < TELL_EVERY_MS) return;
            toldMs = performance.now();
            onProgress(progress);
          },
          async onSeed(later) {
            record = mergeRecords(fits, later);
            await studies.put(record);
            const { seed } = later.seeds.at(-1)!;
            await studies.dropResults(names.map((recipe) => ({ ...place, recipe, seed })));
            onEvent({ kind: 'record', record });
          },
        },
      );
    } finally {
      data.close();
    }
    return record!;
  };

  const listStudyRecords: JobHandler<'listStudyRecords'> = async () => {
    const { pruningLab, tfjs } = VERSIONS;
    const records = await studies.list();
    return records.filter(({ versions }) => versions.pruningLab === pruningLab && versions.tfjs === tfjs);
  };

  return { study, listStudyRecords };
}

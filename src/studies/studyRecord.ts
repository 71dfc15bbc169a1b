import type { BackendReport } from '../engine/engine.ts';
import type { RecipeResult, ResultVersions } from '../recipe/toResult.ts';
import { createResultReader } from './resultReader.ts';
import type { CurvePoint, SizeName, Study, StudyId, StudySettings } from './study.ts';

/** What one seed of a study gave. */
export interface SeedReadings {
  readonly seed: number;
  /** Of all its steps, the shared ones too. */
  readonly seconds: number;
  /** By the id of the value; those that the size does not measure are left out. */
  readonly values: Readonly<Record<string, number>>;
  /** By the id of the curve. */
  readonly curves: Readonly<Record<string, readonly CurvePoint[]>>;
}

/** What a study gave so far: small, plain JSON, from which a report is written without running anything again. */
export interface StudyRecord {
  readonly version: 1;
  readonly study: StudyId;
  readonly size: SizeName;
  readonly settings: StudySettings;
  readonly backend: Pick<BackendReport, 'name' | 'device'>;
  readonly versions: ResultVersions;
  /** By rising seed. */
  readonly seeds: readonly SeedReadings[];
}

/** Numbers are kept to six digits: more than a difference of one image has. */
const round = (value: number) => Number(value.toPrecision(6));

/** Reads all that a study reads of one seed's results, by the names of its recipes. Throws where one is not there. */
export function readStudy(
  study: Study,
  seed: number,
  results: Readonly<Record<string, RecipeResult>>,
): SeedReadings {
  const readers = new Map(
    Object.entries(results).map(([name, result]) => [name, createResultReader(result)] as const),
  );
  const reader = (name: string) => {
    const found = readers.get(name);
    if (!found) throw new Error(`no result of the recipe ${name}`);
    return found;
  };
  const values = study.values.flatMap(({ id, read }) => {
    const value = read(reader);
    return value === undefined ? [] : [[id, round(value)] as const];
  });
  const curves = study.curves.map(({ id, read }) => [
    id,
    read(reader).map(({ series, x, y }) => ({ series, x: round(x), y: round(y) })),
  ]);
  const seconds = Object.values(results)
    .flatMap(({ snapshots }) => snapshots)
    .reduce((sum, snapshot) => sum + snapshot.seconds, 0);
  return {
    seed,
    seconds: round(seconds),
    values: Object.fromEntries(values),
    curves: Object.fromEntries(curves),
  };
}

/** Seeds of two records together, those of the later one before; only of the same settings and versions, else the later alone. */
export function mergeRecords(earlier: StudyRecord | undefined, later: StudyRecord): StudyRecord {
  const circumstances = ({ study, size, settings, backend, versions }: StudyRecord) =>
    JSON.stringify([study, size, settings, backend.name, versions.pruningLab, versions.tfjs]);
  const kept = earlier && circumstances(earlier) === circumstances(later) ? earlier.seeds : [];
  const isNew = new Set(later.seeds.map(({ seed }) => seed));
  const seeds = [...kept.filter(({ seed }) => !isNew.has(seed)), ...later.seeds];
  return { ...later, seeds: seeds.toSorted((a, b) => a.seed - b.seed) };
}

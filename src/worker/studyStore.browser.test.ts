import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecipeResult } from '../recipe/toResult.ts';
import type { StudyRecord } from '../studies/studyRecord.ts';
import { type OpenLabDatabase, openLabDatabase } from './labDatabase.ts';
import { createStudyStore } from './studyStore.ts';

const record = (study: string, backend: string, seeds: number): StudyRecord =>
  ({
    study,
    size: 'lesson',
    backend: { name: backend, device: '' },
    versions: { pruningLab: '1', tfjs: '4' },
    seeds: Array.from({ length: seeds }, (_, index) => ({ seed: index + 1 })),
  }) as unknown as StudyRecord;
const result = (seed: number) => ({ seed }) as RecipeResult;

describe('what studies gave', () => {
  let database: OpenLabDatabase;
  beforeEach(async () => {
    await deleteDB('pruning-lab');
    database = (await openLabDatabase())!;
  });
  afterEach(() => database.close());

  it('is there again after a reload, once for each study, size, backend and version', async () => {
    const before = createStudyStore(Promise.resolve(database));
    await before.put(record('snip', 'wasm', 1));
    await before.put(record('snip', 'webgl', 2));
    await before.put(record('snip', 'wasm', 3));
    const after = createStudyStore(Promise.resolve(database));
    expect((await after.read(record('snip', 'wasm', 0)))?.seeds).toHaveLength(3);
    expect(await after.read(record('dgc', 'wasm', 0))).toBeUndefined();
    expect((await after.list()).map(({ seeds }) => seeds.length).sort()).toEqual([2, 3]);
  });

  it('keeps results of recipes until they are dropped, of many the latest', async () => {
    const store = createStudyStore(Promise.resolve(database));
    const place = (seed: number) => ({ ...record('snip', 'wasm', 0), recipe: 'lenet-5', seed });
    for (let seed = 1; seed <= 30; seed++) await store.putResult(place(seed), result(seed));
    expect(await database.count('studyResults')).toBe(24);
    expect(await store.readResult(place(30))).toEqual(result(30));
    await store.dropResults([place(30)]);
    expect(await store.readResult(place(30))).toBeUndefined();
  });
});

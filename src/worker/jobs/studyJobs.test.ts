import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createFileReader } from '../../data/readLocalFile.ts';
import { createEngine } from '../../engine/createEngine.ts';
import type { Engine } from '../../engine/engine.ts';
import { nodeWasmPaths } from '../../engine/nodeWasmPaths.ts';
import { findStudy } from '../../studies/studies.ts';
import { shortenStudy } from '../../studies/testStudies.ts';
import type { StudyEvent } from '../protocol.ts';
import type { JobContext } from '../serveJobs.ts';
import { createStudyStore } from '../studyStore.ts';
import { createStudyJobs } from './studyJobs.ts';

// Two recipes: LeNet-300-100 with five trainings, LeNet-5 with three.
const SNIP = 'snip';
const findShort: typeof findStudy = (id) => shortenStudy(findStudy(id));

describe('a study in the worker', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
  });
  afterAll(() => engine.dispose());
  afterEach(() => vi.restoreAllMocks());

  /** What a session has of it: nothing of an open data set. */
  function openWorker(studies = createStudyStore(Promise.resolve(undefined))) {
    const jobs = createStudyJobs(
      {
        engine: async () => engine,
        readerOf: (name) => createFileReader(`public/datasets/${name}`),
        database: Promise.resolve(undefined),
      },
      studies,
      findShort,
    );
    const events: StudyEvent[] = [];
    const shares: number[] = [];
    const run = (
      seeds: readonly number[],
      signal = new AbortController().signal,
      onEvent: (event: StudyEvent) => void = () => {},
    ) =>
      jobs.study({ study: SNIP, size: 'lesson', seeds }, {
        signal,
        onProgress: ({ done, total }: { done: number; total: number }) => shares.push(done / total),
        onEvent(event: StudyEvent) {
          events.push(event);
          onEvent(event);
        },
      } as unknown as JobContext<'study'>);
    const list = () => jobs.listStudyRecords({}, {} as JobContext<'listStudyRecords'>);
    return { run, list, events, shares, studies };
  }

  it('tells each recipe and each seed, keeps the record, and leaves no tensors', async () => {
    const tensors = engine.tensorCount();
    const { run, list, events, shares } = openWorker();
    const record = await run([1, 2]);
    expect(record.seeds.map(({ seed }) => seed)).toEqual([1, 2]);
    const units = events.filter((event) => event.kind === 'unit');
    expect(units.map(({ name, seed, place }) => [name, seed, place])).toEqual([
      ['lenet-300-100', 1, 1],
      ['lenet-5', 1, 2],
      ['lenet-300-100', 2, 3],
      ['lenet-5', 2, 4],
    ]);
    const records = events.filter((event) => event.kind === 'record');
    expect(records.map((event) => event.record.seeds.length)).toEqual([1, 2]);
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
    expect(await list()).toEqual([record]);
    expect(engine.tensorCount()).toBe(tensors);
  });

  it('runs a seed that is kept no second time, and adds others to it', async () => {
    const { run, studies } = openWorker();
    const first = await run([1]);
    const train = vi.spyOn(engine, 'train');
    expect(await openWorker(studies).run([1])).toEqual(first);
    expect(train).not.toHaveBeenCalled();
    const both = await openWorker(studies).run([1, 2]);
    expect(both.seeds[0]).toEqual(first.seeds[0]);
    expect(both.seeds).toHaveLength(2);
    expect(train).toHaveBeenCalledTimes(8);
  });

  it('stops within a batch, and goes on with the recipe that was stopped', async () => {
    const { run, studies } = openWorker();
    const cancel = new AbortController();
    const train = vi.spyOn(engine, 'train');
    const stopped = run([1], cancel.signal, (event) => {
      if (event.kind === 'unit' && event.name === 'lenet-5') cancel.abort();
    });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    expect(train).toHaveBeenCalledTimes(5);
    expect(await studies.list()).toEqual([]);

    train.mockClear();
    // Another worker, as after a reload.
    const record = await openWorker(studies).run([1]);
    expect(train).toHaveBeenCalledTimes(3);
    expect(record.seeds).toHaveLength(1);
    // What is read of the seed is kept; its results need not be.
    const place = { ...record, recipe: 'lenet-300-100', seed: 1 };
    expect(await studies.readResult(place)).toBeUndefined();
  });

  it('gives the same numbers for the same seed', async () => {
    const kept = createStudyStore(Promise.resolve(undefined));
    const record = await openWorker(kept).run([4]);
    const again = await openWorker().run([4]);
    expect(again.seeds[0]!.values).toEqual(record.seeds[0]!.values);
  });

  it('refuses a study that there is not', async () => {
    const jobs = createStudyJobs({
      engine: async () => engine,
      readerOf: () => async () => new Uint8Array(),
      database: Promise.resolve(undefined),
    });
    const context = { signal: new AbortController().signal } as JobContext<'study'>;
    const params = { study: 'ghost' as never, size: 'lesson', seeds: [1] } as const;
    await expect(jobs.study(params, context)).rejects.toMatchObject({ code: 'invalid-recipe' });
  });
});

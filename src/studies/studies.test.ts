import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDataset } from '../data/openDataset.ts';
import { createFileReader } from '../data/readLocalFile.ts';
import { createEngine } from '../engine/createEngine.ts';
import type { Engine } from '../engine/engine.ts';
import { nodeWasmPaths } from '../engine/nodeWasmPaths.ts';
import { checkRecipe } from '../recipe/checkRecipe.ts';
import { runRecipe } from '../recipe/runRecipe.ts';
import { toResult } from '../recipe/toResult.ts';
import { listUnits, runStudy, type StudyDeps } from './runStudy.ts';
import { findStudy, STUDIES } from './studies.ts';
import { SIZE_NAMES, STUDY_IDS } from './study.ts';
import { summarizeStudy } from './summarizeStudy.ts';
import { SHORT_SIZE, shortenStudy } from './testStudies.ts';

describe('the registry of studies', () => {
  it('has each study once', () => {
    expect(STUDIES.map(({ id }) => id)).toEqual(STUDY_IDS);
    expect(findStudy('snip').papers[0]!.year).toBe(2019);
    expect(() => findStudy('ghost')).toThrow(/^unknown study: ghost \(expected one of synflow-collapse, /);
  });

  it.each(STUDIES.map((study) => [study.id, study] as const))(
    'holds data of %s that fits together',
    (_, study) => {
      for (const items of [study.values, study.curves]) {
        const ids = items.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }
      for (const { expected, source } of study.values) {
        if (expected?.published !== undefined) expect(source).toBeDefined();
        if (expected?.atLeast !== undefined && expected.atMost !== undefined) {
          expect(expected.atLeast).toBeLessThanOrEqual(expected.atMost);
        }
      }
    },
  );

  const cases = STUDIES.flatMap((study) => SIZE_NAMES.map((size) => [study.id, size, study] as const));
  it.each(cases)('has recipes of %s in size %s that can be run', (_, size, study) => {
    const units = listUnits(study, size, [1, 2]);
    expect(units.length).toBeGreaterThanOrEqual(2);
    for (const { recipe } of units) expect(() => checkRecipe(recipe)).not.toThrow();
    expect(study.describe(study.sizes[size])).not.toMatch(/undefined|NaN|\[object/);
  });
});

describe('a study', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine({ wasmPaths: nodeWasmPaths() });
  });
  afterAll(() => engine.dispose());

  const runTiny: StudyDeps['runRecipe'] = async ({ recipe }) => {
    const { name, trainSize, testSize } = recipe.dataset;
    const dataset = await openDataset(name, {
      readFile: createFileReader(`public/datasets/${name}`),
      trainSize: trainSize!,
      testSize: testSize!,
    });
    const versions = { pruningLab: '0', tfjs: '0' };
    return toResult(recipe, await runRecipe(recipe, { engine, dataset }), engine.backend, versions);
  };

  it.each(STUDIES.map((study) => [study.id, study] as const))(
    'reads all of %s from a run',
    async (_, study) => {
      const record = await runStudy(shortenStudy(study), SHORT_SIZE, [3], { runRecipe: runTiny });
      const { values, curves } = summarizeStudy(study, record);
      expect(values.length).toBeGreaterThan(0);
      for (const { spread } of values) expect(Number.isFinite(spread.mean)).toBe(true);
      for (const { points } of curves) {
        expect(points.length).toBeGreaterThan(1);
        for (const { x, y } of points) expect(Number.isFinite(x + y.mean)).toBe(true);
      }
      expect(JSON.parse(JSON.stringify(record))).toEqual(record);
      // What is arithmetic holds after any training.
      const exact = values.filter(
        ({ value: { expected } }) => expected && expected.atLeast === expected.atMost,
      );
      for (const { verdict } of exact) expect(verdict).not.toBe('missed');
      if (study.id === 'lottery-lenet-300-100') expect(exact.length).toBeGreaterThanOrEqual(3);
    },
  );
});

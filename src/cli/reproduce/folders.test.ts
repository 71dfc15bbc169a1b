import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RecipeResult } from '../../recipe/toResult.ts';
import { listUnits } from '../../studies/runStudy.ts';
import { findStudy } from '../../studies/studies.ts';
import type { StudyRecord } from '../../studies/studyRecord.ts';
import { keepRecord, writeResults } from './reportFolder.ts';
import { createResultFolder } from './resultFolder.ts';

const folder = mkdtempSync(join(tmpdir(), 'pruning-lab-reproduce-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const VERSIONS = { pruningLab: '1', tfjs: '4' };
const [unit, otherSeed] = listUnits(findStudy('han-lenet-5'), 'lesson', [1, 2]);

describe('createResultFolder', () => {
  const results = createResultFolder(join(folder, 'out'), VERSIONS);
  const result = { recipe: unit!.recipe, versions: VERSIONS, seed: 1 } as unknown as RecipeResult;

  it('reads what it kept of the same recipe and seed', async () => {
    expect(await results.readKept(unit!)).toBeUndefined();
    await results.keep(unit!, result);
    expect(await results.readKept(unit!)).toEqual(JSON.parse(JSON.stringify(result)));
    expect(await results.readKept(otherSeed!)).toBeUndefined();
    expect(readFileSync(join(folder, 'out/han-lenet-5/pruned-1.json'), 'utf8')).toMatch(/^\{.*\}\n$/);
  });

  it('does not read what another recipe or other versions gave, nor half a file', async () => {
    const changed = { ...unit!, recipe: { ...unit!.recipe, steps: unit!.recipe.steps.slice(1) } };
    expect(await results.readKept(changed)).toBeUndefined();
    const later = createResultFolder(join(folder, 'out'), { ...VERSIONS, pruningLab: '2' });
    expect(await later.readKept(unit!)).toBeUndefined();
    writeFileSync(join(folder, 'out/han-lenet-5/pruned-1.json'), '{"recipe":');
    expect(await results.readKept(unit!)).toBeUndefined();
  });
});

describe('keepRecord and writeResults', () => {
  const record = (seed: number, error: number): StudyRecord => ({
    version: 1,
    study: 'han-lenet-5',
    size: 'paper',
    settings: findStudy('han-lenet-5').sizes.paper,
    backend: { name: 'wasm', device: '1 thread' },
    versions: VERSIONS,
    seeds: [{ seed, seconds: 1, values: { 'base-error': error }, curves: {} }],
  });

  it('adds seeds to a file and writes the report from all files', async () => {
    await keepRecord(folder, record(2, 0.009));
    await keepRecord(folder, record(1, 0.007));
    const kept = JSON.parse(readFileSync(join(folder, 'results/han-lenet-5.json'), 'utf8')) as StudyRecord;
    expect(kept.seeds.map(({ seed }) => seed)).toEqual([1, 2]);
    mkdirSync(join(folder, 'figures'), { recursive: true });
    writeFileSync(join(folder, 'figures/study-han-lenet-5-rounds.svg'), '');
    const path = await writeResults(folder);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain('| error of the dense network (table 1) | 0.80 % | 0.80 ± 0.14 % | 0.00 |');
    expect(text).toContain('figures/study-han-lenet-5-rounds.svg');
    expect(text).not.toContain('## snip');
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPointFile, POINT_FILE } from './openPointFile.ts';

const KEY = 'ab'.repeat(32);
const point = (sparsity: number, images: number) => ({
  layer: 'conv1',
  point: { sparsity, images, accuracy: 0.123456789, low: 0.1, high: 0.2 },
});

describe('the file of measured points', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'points-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('gives the next run what was written, the latest of each point', async () => {
    const file = await openPointFile(folder);
    file.write(KEY, point(0.5, 100));
    file.write(KEY, point(0.5, 400));
    file.write(KEY, point(0.9, 100));
    await file.flush();
    const again = await openPointFile(folder);
    expect(await again.read(KEY)).toEqual([point(0.5, 400), point(0.9, 100)]);
    expect(await again.read('cd'.repeat(32))).toEqual([]);
  });

  it('writes no line twice when known points are told again', async () => {
    const file = await openPointFile(folder);
    file.write(KEY, point(0.5, 100));
    file.write(KEY, point(0.5, 100));
    await file.flush();
    expect(readFileSync(join(folder, POINT_FILE), 'utf8').trim().split('\n')).toHaveLength(1);
  });

  it('passes over lines that are cut off or wrong', async () => {
    const good = JSON.stringify({ key: KEY, ...point(0.5, 100) });
    const wrong = JSON.stringify({ key: KEY, ...point(1.5, 100) });
    writeFileSync(join(folder, POINT_FILE), `${wrong}\nnonsense\n${good}\n${good.slice(0, 40)}`);
    expect(await (await openPointFile(folder)).read(KEY)).toEqual([point(0.5, 100)]);
  });
});

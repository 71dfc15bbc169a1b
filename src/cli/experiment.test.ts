import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseSafetensors } from '../formats/safetensors.ts';
import type { RecipeResult } from '../recipe/toResult.ts';

const ROOT = join(import.meta.dirname, '../..');
const SMALL = {
  version: 1,
  seed: 2,
  dataset: { name: 'mnist', trainSize: 512, testSize: 300 },
  network: { preset: 'lenet-300-100' },
};
const STEPS = [
  { kind: 'train', name: 'trained', steps: 16, batchSize: 64 },
  {
    kind: 'prune',
    name: 'pruned',
    criterion: 'magnitude',
    granularity: 'weight',
    amount: { sparsity: 0.75 },
  },
];

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe('npm run experiment', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pruning-lab-cli-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function start(...args: string[]): ChildProcess {
    return spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'src/cli/experiment.ts'), ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  function untilExit(child: ChildProcess): Promise<Outcome> {
    let stdout = '';
    let stderr = '';
    child.stdout!.on('data', (text) => (stdout += text));
    child.stderr!.on('data', (text) => (stderr += text));
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, stdout, stderr }));
    });
  }

  const run = (...args: string[]) => untilExit(start(...args));

  function writeRecipe(name: string, content: unknown): string {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }

  it('writes result.json, weights and masks of every snapshot', async () => {
    const out = join(folder, 'deep', 'out');
    const recipe = writeRecipe('small.json', { ...SMALL, steps: STEPS });
    const { code, stdout, stderr } = await run(recipe, '--out', out, '--backend', 'wasm');
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout).toBe(`${join(out, 'result.json')}\n`);
    expect(stderr).toMatch(/^pruned: accuracy \d+\.\d\d %, kept weights 25\.00 %/m);
    expect(readdirSync(out).sort()).toEqual([
      'pruned.masks.safetensors',
      'pruned.safetensors',
      'result.json',
      'start.masks.safetensors',
      'start.safetensors',
      'trained.masks.safetensors',
      'trained.safetensors',
    ]);
    const result = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')) as RecipeResult;
    expect(result).toMatchObject({
      version: 1,
      seed: 2,
      backend: { name: 'wasm' },
      versions: { tfjs: '4.22.0' },
    });
    const [first, trained, pruned] = result.snapshots;
    expect(trained!.accuracy).toBeGreaterThan(first!.accuracy + 0.3);
    expect(pruned).toMatchObject({ name: 'pruned', from: 'trained', images: 300 });
    const fc1 = parseSafetensors(readFileSync(join(out, 'pruned.safetensors'))).get('fc1.weight')!;
    const mask = parseSafetensors(readFileSync(join(out, 'pruned.masks.safetensors'))).get('fc1.weight')!;
    expect(fc1.shape).toEqual([300, 784]);
    expect(mask.shape).toEqual([300, 784]);
    expect([...mask.data].filter((keep) => keep === 1)).toHaveLength(300 * 784 * 0.25);
    expect(fc1.data.every((value, i) => mask.data[i] === 1 || value === 0)).toBe(true);
  });

  it('goes on from a weights file beside the recipe', async () => {
    const recipe = writeRecipe('from.json', { ...SMALL, weights: 'deep/out/trained.safetensors' });
    const out = join(folder, 'from');
    expect((await run(recipe, '--out', out)).code).toBe(0);
    const read = (path: string) =>
      JSON.parse(readFileSync(join(path, 'result.json'), 'utf8')) as RecipeResult;
    expect(read(out).snapshots[0]!.accuracy).toBe(read(join(folder, 'deep/out')).snapshots[1]!.accuracy);
  });

  const invalid: [string, () => string[], number, RegExp][] = [
    [
      'a value out of range',
      () => [
        writeRecipe('range.json', {
          ...SMALL,
          steps: [...STEPS, { ...STEPS[1], name: 'x', amount: { sparsity: 1.4 } }],
        }),
      ],
      2,
      /^steps\[2\]\.amount\.sparsity: 1\.4 \(expected 0 to 1\)\n$/,
    ],
    [
      'a step that cannot be done',
      () => [writeRecipe('layer.json', { ...SMALL, steps: [{ ...STEPS[1], layers: ['fc9'] }] })],
      2,
      /^steps\[0\]: unknown layer: fc9 \(expected fc1, fc2, fc3\)\n$/,
    ],
    [
      'more images than there are',
      () => [writeRecipe('size.json', { ...SMALL, dataset: { name: 'mnist', trainSize: 60_001 } })],
      2,
      /^dataset\.trainSize: 60001 \(expected 1 to 60000\)\n$/,
    ],
    [
      'text that is not JSON',
      () => [writeRecipe('text.json', 'hello')],
      2,
      /text\.json is not JSON: [^\n]+\n$/,
    ],
    ['no recipe', () => [], 2, /^no recipe given \(expected a path, see --help\)\n$/],
    ['an unknown flag', () => ['--fast'], 2, /^Unknown option '--fast' \(see --help\)\n$/],
    [
      'a data set without a folder',
      () => [writeRecipe('a.json', SMALL), '--data', 'mnist'],
      2,
      /^invalid --data: mnist \(expected NAME=DIR, NAME one of mnist, fashion-mnist, cifar-10, own\)\n$/,
    ],
    [
      'images that somebody brought',
      () => [writeRecipe('own.json', { ...SMALL, dataset: { name: `own:${'a'.repeat(64)}` } })],
      1,
      /^the recipe is about images that somebody brought, which are not part of it: own:a+ \(expected --data own=DIR, [^\n]+\)\n$/,
    ],
    [
      'an unknown backend',
      () => [writeRecipe('a.json', SMALL), '--backend', 'gpu'],
      2,
      /^unknown backend: gpu \(expected one of webgl, wasm, webgpu, cpu\)\n$/,
    ],
    [
      'a recipe that is not there',
      () => [join(folder, 'none.json')],
      1,
      /^cannot read recipe \S+none\.json: no such file or folder\n$/,
    ],
    [
      'weights that are not there',
      () => [writeRecipe('weights.json', { ...SMALL, weights: 'none.safetensors' })],
      1,
      /^cannot read weights \S+none\.safetensors: no such file or folder\n$/,
    ],
    [
      'a data folder that is not there',
      () => [writeRecipe('a.json', SMALL), '--data', `mnist=${join(folder, 'nodata')}`],
      1,
      /^cannot read \S+manifest\.json: ENOENT\n$/,
    ],
    [
      'a folder that cannot be written to',
      () => [writeRecipe('a.json', SMALL), '--out', join(folder, 'a.json')],
      1,
      /^cannot write to \S+a\.json: a file of that name is in the way\n$/,
    ],
  ];
  it.each(invalid)('says of %s one plain sentence', async (_, args, code, message) => {
    const outcome = await run(...args());
    expect(outcome.stderr).toMatch(message);
    expect(outcome).toMatchObject({ code, stdout: '' });
  });

  it('says how it is used', async () => {
    const { code, stdout } = await run('--help');
    expect(code).toBe(0);
    expect(stdout).toContain('npm run experiment -- recipe.json');
  });

  it('stops on Ctrl+C, with what was done so far and no result', async () => {
    const out = join(folder, 'cancelled');
    mkdirSync(out);
    writeFileSync(join(out, 'result.json'), 'of an earlier run');
    const recipe = writeRecipe('long.json', { ...SMALL, steps: [{ kind: 'train', steps: 1_000_000 }] });
    const child = start(recipe, '--out', out);
    const exit = untilExit(child);
    child.stderr!.on('data', (text) => {
      // In the midst of the training: its batches must let the signal through.
      if (String(text).startsWith('start:')) setTimeout(() => child.kill('SIGINT'), 1000);
    });
    const { code, stderr } = await exit;
    expect(code).toBe(130);
    expect(stderr).toMatch(/\ncancelled\n$/);
    expect(readdirSync(out).sort()).toEqual(['start.masks.safetensors', 'start.safetensors']);
  });
});

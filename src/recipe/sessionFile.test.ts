import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../base/errors.ts';
import { createRandom } from '../base/random.ts';
import { createEngine } from '../engine/createEngine.ts';
import { nodeWasmPaths } from '../engine/nodeWasmPaths.ts';
import { parseRecipe } from './parseRecipe.ts';
import { runRecipe } from './runRecipe.ts';
import type { Recipe } from './schema.ts';
import { type FileRow, parseSessionFile, type SessionFile, writeSessionFile } from './sessionFile.ts';
import { createBars, RESIDUAL_BARS } from './testBars.ts';
import { toResult } from './toResult.ts';

const TRAIN = { kind: 'train', steps: 6, batchSize: 16, learningRate: 0.01 } as const;
const RECIPE: Recipe = parseRecipe({
  version: 1,
  seed: 3,
  dataset: { name: 'mnist' },
  network: { spec: RESIDUAL_BARS },
  steps: [
    { ...TRAIN, name: 'trained', note: 'as in the lesson' },
    { kind: 'prune', name: 'cut', criterion: 'l1', granularity: 'filter', amount: { sparsity: 0.4 } },
    { kind: 'compact', name: 'small' },
    { ...TRAIN, name: 'branch', from: 'trained' },
  ],
});

describe('a session file', () => {
  let file: SessionFile;
  let bytes: Uint8Array;
  beforeAll(async () => {
    const engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
    const made = await runRecipe(RECIPE, { engine, dataset: createBars({ train: 64, test: 40 }) });
    const idOf = (name: string | undefined) => made.findIndex(({ snapshot }) => snapshot.name === name);
    const rows = made.map(({ snapshot, from, step }, index): FileRow => {
      const { depth, spec, summary } = snapshot;
      return {
        id: `r-${index}`,
        parentId: from === undefined ? null : `r-${idOf(from)}`,
        step: step ? { ...step, name: snapshot.name } : null,
        status: 'done',
        snapshot: { depth, spec, summary },
      };
    });
    const pending: FileRow = {
      id: 'r-9',
      parentId: 'r-1',
      step: { ...made[1]!.step!, name: 'later' },
      status: 'pending',
    };
    file = {
      title: '第一课',
      recipe: RECIPE,
      rows: [...rows, pending],
      selectedId: 'r-2',
      comparedId: 'r-1',
      snapshots: new Map(made.map(({ snapshot }, index) => [`r-${index}`, snapshot])),
    };
    bytes = writeSessionFile(file, toResult(RECIPE, made, engine.backend, { pruningLab: '1', tfjs: '4' }));
    engine.dispose();
  });

  it('holds a recipe, a result and the weights and masks of every snapshot', () => {
    const names = Object.keys(unzipSync(bytes));
    expect(names).toEqual(expect.arrayContaining(['session.json', 'recipe.json', 'result.json']));
    for (const id of file.snapshots.keys()) {
      expect(names).toContain(`snapshots/${id}.safetensors`);
      expect(names).toContain(`snapshots/${id}.masks.safetensors`);
    }
  });

  it('brings images along that somebody brought, and none where there are none', () => {
    const images = new Map([
      ['manifest.json', strToU8('{}')],
      ['train-00.bin', Uint8Array.of(1, 2, 3)],
    ]);
    const result = JSON.parse(strFromU8(unzipSync(bytes)['result.json']!));
    expect(parseSessionFile(writeSessionFile({ ...file, images }, result)).images).toEqual(images);
    expect(parseSessionFile(bytes).images).toBeUndefined();
  });

  it('comes back as it was: tree, notes, weights and masks bit for bit, numbers', () => {
    const back = parseSessionFile(bytes);
    expect(back.title).toBe('第一课');
    expect(back.recipe).toEqual(RECIPE);
    expect(back.rows.map(({ id, parentId, step, status }) => ({ id, parentId, step, status }))).toEqual(
      file.rows.map(({ id, parentId, step, status }) => ({ id, parentId, step, status })),
    );
    expect([back.selectedId, back.comparedId]).toEqual(['r-2', 'r-1']);
    for (const [id, { spec, weights, masks, summary }] of file.snapshots) {
      const other = back.snapshots.get(id)!;
      expect(other.spec).toEqual(spec);
      expect(other.weights).toEqual(weights);
      for (const [name, mask] of Object.entries(masks)) expect(other.masks[name]).toEqual(mask);
      expect(other.summary).toEqual(summary);
    }
  });

  it('computes costs anew instead of believing the file', () => {
    const entries = unzipSync(bytes);
    const text = new TextDecoder().decode(entries['session.json']);
    const changed = text.replaceAll(/"nonzero": \d+/g, '"nonzero": 7');
    expect(changed).not.toBe(text);
    const back = parseSessionFile(zipSync({ ...entries, 'session.json': new TextEncoder().encode(changed) }));
    expect(back.snapshots.get('r-2')!.summary.cost).toEqual(file.snapshots.get('r-2')!.summary.cost);
  });

  function withSession(change: (session: { rows: Record<string, unknown>[]; version: unknown }) => void) {
    const entries = unzipSync(bytes);
    const session = JSON.parse(new TextDecoder().decode(entries['session.json']));
    change(session);
    return zipSync({ ...entries, 'session.json': new TextEncoder().encode(JSON.stringify(session)) });
  }

  it.each([
    ['another version', () => withSession((session) => (session.version = 2)), /version/],
    [
      'a row that hangs nowhere',
      () => withSession(({ rows }) => (rows[2]!.parentId = 'r-77')),
      /does not hang/,
    ],
    ['a row twice', () => withSession(({ rows }) => rows.push(rows[1]!)), /does not hang/],
    ['a start that is a step', () => withSession(({ rows }) => (rows[0]!.parentId = 'r-1')), /does not hang/],
    ['a snapshot of a pending row', () => withSession(({ rows }) => (rows[5]!.status = 'done')), /otherwise/],
    [
      'a layer that the weights do not have',
      () =>
        withSession(({ rows }) => {
          const { spec } = rows[1]!.snapshot as { spec: { nodes: { filters?: number }[] } };
          spec.nodes[1]!.filters = 7;
        }),
      /^row r-1: /,
    ],
    ['no zip', () => new Uint8Array(100).fill(7), /no zip/],
    ['a zip of something else', () => zipSync({ 'a.txt': new Uint8Array(3) }), /no session\.json/],
    [
      'missing weights',
      () => {
        const { 'snapshots/r-1.safetensors': _, ...rest } = unzipSync(bytes);
        return zipSync(rest);
      },
      /no weights of row r-1/,
    ],
  ] as const)('is refused with a sentence for %s', (_, make, message) => {
    const parse = () => parseSessionFile(make());
    expect(parse).toThrow(message);
    expect(parse).toThrow(expect.objectContaining({ code: 'invalid-session' }));
  });

  it('fails with nothing but an AppError, wherever it was cut or changed', () => {
    const random = createRandom(5);
    let refused = 0;
    for (let round = 0; round < 150; round++) {
      const broken = bytes.slice(0, round % 3 === 0 ? random.integer(bytes.length) : bytes.length);
      for (let turn = 0; turn < 3 && broken.length > 0; turn++)
        broken[random.integer(broken.length)] = random.integer(256);
      try {
        parseSessionFile(broken);
      } catch (thrown) {
        refused++;
        expect(thrown).toBeInstanceOf(AppError);
        expect((thrown as AppError).code).toBe('invalid-session');
      }
    }
    expect(refused).toBeGreaterThan(30);
  });
});

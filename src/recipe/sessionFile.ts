import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { z } from 'zod';
import { computeCost } from '../analysis/cost.ts';
import { AppError } from '../base/errors.ts';
import { parseSafetensors, writeSafetensors } from '../formats/safetensors.ts';
import { fromTorchMasks, fromTorchWeights, toTorchMasks, toTorchWeights } from '../formats/torchLayout.ts';
import { type Recipe, START_NAME, type Step } from './schema.ts';
import { sessionFileSchema } from './sessionFileSchema.ts';
import type { Snapshot } from './snapshot.ts';
import type { RecipeResult } from './toResult.ts';

/** A row of the rail in a session file. */
export interface FileRow {
  readonly id: string;
  readonly parentId: string | null;
  /** Null for the start. */
  readonly step: Step | null;
  readonly status: 'pending' | 'done';
  readonly fromRecipe?: boolean;
  /** Present once done. */
  readonly snapshot?: Pick<Snapshot, 'depth' | 'spec' | 'summary'>;
}

/** What a session file holds, and what is made of it. */
export interface SessionFile {
  readonly title: string;
  readonly recipe: Recipe;
  /** In the order of the rail; each done one has its snapshot under its id. */
  readonly rows: readonly FileRow[];
  readonly selectedId: string;
  readonly comparedId: string | null;
  readonly snapshots: ReadonlyMap<string, Snapshot>;
  /** Packed images that somebody brought, by their files' names, where the recipe is about such; not verified. */
  readonly images?: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** The largest session file that is taken in, and the most that may come out of it. */
export const SESSION_LIMITS = { fileBytes: 300e6, entryBytes: 100e6, allBytes: 1e9, entries: 2000 } as const;

const FORMAT = 'pruning-lab-session';
const IMAGES = 'images/';
const fileOf = (row: FileRow) => `snapshots/${row.id}`;

/**
 * Writes a session as a zip: `session.json` (the tree), `recipe.json` (the same for the shell), `result.json`, and each
 * snapshot's weights and masks as safetensors in PyTorch's layout, under the id of its row; in `images/` the images that
 * somebody brought.
 */
export function writeSessionFile(file: SessionFile, result: RecipeResult): Uint8Array {
  const { title, recipe, rows, selectedId, comparedId, snapshots, images = new Map() } = file;
  const json = (value: unknown) => strToU8(`${JSON.stringify(value, null, 2)}\n`);
  const entries: Zippable = {
    'session.json': json({ format: FORMAT, version: 1, title, recipe, rows, selectedId, comparedId }),
    'recipe.json': json(recipe),
    'result.json': json(result),
  };
  for (const row of rows) {
    const snapshot = snapshots.get(row.id);
    if (!snapshot) continue;
    const { spec, weights, masks } = snapshot;
    entries[`${fileOf(row)}.safetensors`] = writeSafetensors(toTorchWeights(spec, weights));
    entries[`${fileOf(row)}.masks.safetensors`] = writeSafetensors(toTorchMasks(spec, masks));
  }
  // Packed already.
  for (const [name, bytes] of images) entries[`${IMAGES}${name}`] = [bytes, { level: 0 }];
  // Weights hardly shrink; a fast level saves the person's time.
  return zipSync(entries, { level: 1 });
}

function invalid(message: string, cause?: unknown): AppError {
  return new AppError('invalid-session', message, {}, cause);
}

/** The entries of a zip, bounded before anything is unpacked. */
function unpack(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> {
  const { fileBytes, entryBytes, allBytes, entries: most } = SESSION_LIMITS;
  if (bytes.length > fileBytes)
    throw invalid(`a file of ${bytes.length} bytes (expected at most ${fileBytes})`);
  let [all, count] = [0, 0];
  try {
    return unzipSync(bytes, {
      filter({ name, originalSize }) {
        all += originalSize;
        count++;
        if (originalSize > entryBytes || all > allBytes || count > most) {
          throw invalid(`${name}: more than a session may hold`);
        }
        return true;
      },
    });
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : invalid('no zip file, or a damaged one', thrown);
  }
}

function readJson(entries: Readonly<Record<string, Uint8Array>>, name: string): unknown {
  const bytes = entries[name];
  if (!bytes) throw invalid(`no ${name} in it`);
  try {
    return JSON.parse(strFromU8(bytes));
  } catch (thrown) {
    throw invalid(`${name}: no JSON`, thrown);
  }
}

function readSnapshot(entries: Readonly<Record<string, Uint8Array>>, row: FileRow): Snapshot {
  const { spec, depth, summary } = row.snapshot!;
  const read = (ending: string) => {
    const bytes = entries[`${fileOf(row)}.${ending}`];
    if (!bytes) throw invalid(`no weights of row ${row.id} in it`);
    return parseSafetensors(bytes);
  };
  const weights = fromTorchWeights(spec, read('safetensors'));
  const masks = fromTorchMasks(spec, read('masks.safetensors'));
  return {
    name: row.step?.name ?? START_NAME,
    depth,
    spec,
    weights,
    masks,
    summary: { ...summary, cost: computeCost(spec, weights, masks) },
  };
}

function readImages(
  entries: Readonly<Record<string, Uint8Array>>,
): ReadonlyMap<string, Uint8Array<ArrayBuffer>> {
  const found = Object.entries(entries).filter(([name]) => name.startsWith(IMAGES));
  return new Map(found.map(([name, bytes]) => [name.slice(IMAGES.length), Uint8Array.from(bytes)]));
}

/** Rows must hang together: each below an earlier one, and the start first. */
function checkTree(rows: readonly FileRow[]): void {
  const seen = new Set<string>();
  for (const [index, { id, parentId, step, status, snapshot }] of rows.entries()) {
    const isStart = index === 0;
    const hangs = isStart
      ? parentId === null && step === null
      : parentId !== null && seen.has(parentId) && step !== null;
    if (seen.has(id) || !hangs) throw invalid(`row ${id} does not hang in the tree`);
    if ((status === 'done') !== (snapshot !== undefined))
      throw invalid(`row ${id} is ${status} but its snapshot says otherwise`);
    seen.add(id);
  }
}

/** Reads a session file; throws `invalid-session` with what is wrong in it. Nothing in it is trusted. */
export function parseSessionFile(bytes: Uint8Array): SessionFile {
  const entries = unpack(bytes);
  const parsed = sessionFileSchema.safeParse(readJson(entries, 'session.json'));
  if (!parsed.success)
    throw invalid(
      `session.json: ${z.prettifyError(parsed.error).split('\n').slice(0, 2).join(' ')}`,
      parsed.error,
    );
  const { title, recipe, selectedId, comparedId } = parsed.data;
  // JSON knows no undefined: an optional key is there or it is not.
  const rows = parsed.data.rows as unknown as readonly FileRow[];
  checkTree(rows);
  const snapshots = new Map<string, Snapshot>();
  for (const row of rows) {
    if (row.status !== 'done') continue;
    try {
      snapshots.set(row.id, readSnapshot(entries, row));
    } catch (thrown) {
      throw thrown instanceof AppError && thrown.code !== 'invalid-session'
        ? invalid(`row ${row.id}: ${thrown.message}`, thrown)
        : thrown;
    }
  }
  const images = readImages(entries);
  const known = (id: string) => rows.some((row) => row.id === id);
  return {
    title,
    recipe,
    rows,
    selectedId: known(selectedId) ? selectedId : rows[0]!.id,
    comparedId: comparedId !== null && known(comparedId) ? comparedId : null,
    snapshots,
    ...(images.size > 0 ? { images } : {}),
  };
}

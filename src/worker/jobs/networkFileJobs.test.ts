import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../base/errors.ts';
import { createEngine } from '../../engine/createEngine.ts';
import type { Engine } from '../../engine/engine.ts';
import { nodeWasmPaths } from '../../engine/nodeWasmPaths.ts';
import { createTinyWeights, TINY_SPEC } from '../../engine/testNets.ts';
import { parseLayersModel } from '../../formats/layersModel/parseLayersModel.ts';
import { writeLayersModel } from '../../formats/layersModel/writeLayersModel.ts';
import { parseSafetensors, writeSafetensors } from '../../formats/safetensors.ts';
import { fromTorchMasks, fromTorchWeights, toTorchMasks, toTorchWeights } from '../../formats/torchLayout.ts';
import { computePrune } from '../../pruning/computePrune.ts';
import { toStartSnapshot } from '../../recipe/openStart.ts';
import type { Snapshot } from '../../recipe/snapshot.ts';
import { createBars } from '../../recipe/testBars.ts';
import { NETWORK_FILE_LIMITS, OWN_WEIGHTS, type SessionRecord } from '../protocol.ts';
import type { JobContext, JobHandler } from '../serveJobs.ts';
import type { Session } from '../session.ts';
import { createNetworkFileJobs, refuseOwnWeights } from './networkFileJobs.ts';

const FOLDER = join(import.meta.dirname, '../../formats/fixtures/kerasNet');
const KERAS = ['model.json', 'weights.bin'].map((name) => new File([readFileSync(join(FOLDER, name))], name));
const WEIGHTS = createTinyWeights();
const BARS = createBars({ train: 8, test: 40 });

const context = {
  signal: new AbortController().signal,
  onProgress: () => {},
} as unknown as JobContext<never>;
const fileOf = (name: string, ...parts: BlobPart[]) => new File(parts, name);
function modelFiles(folder = ''): readonly File[] {
  const { modelJson, weightsBin } = writeLayersModel(TINY_SPEC, WEIGHTS);
  return [fileOf(`${folder}weights.bin`, weightsBin), fileOf('my-net.json', modelJson)];
}
async function zipOf(entries: Record<string, Uint8Array>, name = 'net.zip'): Promise<File> {
  return fileOf(name, zipSync(entries) as BlobPart);
}
const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer());
async function errorOf(work: Promise<unknown>): Promise<AppError> {
  const thrown = await work.catch((error: unknown) => error);
  if (thrown instanceof AppError) return thrown;
  throw new Error('it was not refused');
}

describe('networks from files', () => {
  let engine: Engine;
  const held = new Map<string, Snapshot>();
  const session = {
    engine: async () => engine,
    dataset: () => BARS,
    snapshots: {
      put: (id: string, snapshot: Snapshot) => void held.set(id, snapshot),
      get: async (id: string) => held.get(id)!,
    },
  } as unknown as Session;
  const jobs = createNetworkFileJobs(session, { openImages: async () => BARS });
  const inspect = (files: readonly File[], open = null as typeof TINY_SPEC | null) =>
    jobs.inspectNetwork({ files, open }, context);

  beforeAll(async () => {
    engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
  });
  afterAll(() => engine.dispose());

  it('sums up what tfjs saved, layer by layer', async () => {
    const summary = await inspect(KERAS);
    expect(summary).toMatchObject({
      source: 'layersModel',
      name: 'keras-net',
      inputShape: [12, 10, 2],
      classes: 4,
      notes: [{ code: 'softmax-dropped' }, { code: 'padding-merged' }, { code: 'values-filled' }],
    });
    expect(summary.layers[1]).toEqual({
      name: 'stem-conv',
      className: 'Conv2D',
      shape: [12, 10, 6],
      parameters: expect.any(Number),
    });
    const sum = summary.layers.reduce((all, { parameters }) => all + parameters, 0);
    expect(sum).toBe(summary.parameters);
  });

  it('finds a network in several files, whatever they are called, and in a zip with folders', async () => {
    const loose = await inspect(modelFiles());
    expect(loose.weights).toMatch(new RegExp(`^${OWN_WEIGHTS}[0-9a-f]{64}$`));
    const [weights, model] = modelFiles();
    const zip = await zipOf({
      'net/model.json': await bytesOf(model!),
      'net/weights.bin': await bytesOf(weights!),
      '__MACOSX/net/._model.json': strToU8('{"modelTopology": 1}'),
    });
    expect(await inspect([zip])).toEqual(loose);
  });

  it('reads safetensors for the network that is open, and gives the same weights the same name', async () => {
    const bytes = writeSafetensors(toTorchWeights(TINY_SPEC, WEIGHTS));
    const masks = writeSafetensors(toTorchMasks(TINY_SPEC, {}));
    const files = [fileOf('a.safetensors', bytes), fileOf('a.masks.safetensors', masks)];
    const summary = await inspect(files, TINY_SPEC);
    expect(summary).toMatchObject({
      source: 'weights',
      notes: [{ code: 'masks-left', subject: 'a.masks.safetensors' }],
    });
    expect(summary.weights).toBe((await inspect(modelFiles())).weights);
    expect((await errorOf(inspect(files))).details.refusal).toBe('no-open-network');
  });

  it.each<[string, () => Promise<readonly File[]>]>([
    ['no-network', async () => [fileOf('weights.bin', new Uint8Array(4))]],
    ['no-network', async () => [await zipOf({ 'a.txt': strToU8('a') })]],
    ['damaged-zip', async () => [fileOf('a.zip', 'no zip')]],
    ['not-json', async () => [fileOf('model.json', '{"modelTopology": ')]],
    ['several-networks', async () => [...modelFiles(), fileOf('b.json', '{"modelTopology": 1}')]],
    ['too-large', async () => [fileOf('model.json', new Uint8Array(NETWORK_FILE_LIMITS.modelJsonBytes + 1))]],
    ['too-large', async () => [await zipOf({ 'a.bin': new Uint8Array(111e6) })]],
  ])('says why files hold no network: %s', async (refusal, files) => {
    expect(await errorOf(inspect(await files()))).toMatchObject({
      code: 'invalid-network',
      details: { refusal },
    });
  });

  it('refuses a model without its weights, naming the file', async () => {
    const error = await errorOf(inspect([modelFiles()[1]!]));
    expect(error).toMatchObject({ code: 'invalid-weights', message: expect.stringContaining('weights.bin') });
  });

  it('makes a session that starts from the weights, measured', async () => {
    const record = await jobs.importNetwork({ files: modelFiles(), open: null, dataset: 'mnist' }, context);
    const [row] = record.rows;
    const snapshot = held.get(row!.id)!;
    for (const [name, { values }] of Object.entries(WEIGHTS)) {
      expect(snapshot.weights[name]!.values).toEqual(values);
    }
    expect(record.header).toMatchObject({ dataset: { name: 'mnist' }, network: { spec: { name: 'tiny' } } });
    expect(record.header.weights).toBe((await inspect(modelFiles())).weights);
    expect(row).toMatchObject({ status: 'done', step: null, snapshot: { depth: 0 } });
    expect(row!.snapshot!.summary.accuracy.images).toBe(40);
    expect(engine.tensorCount()).toBe(0);
  });

  it('refuses images of another shape than the data set’s', async () => {
    const error = await errorOf(jobs.importNetwork({ files: KERAS, open: null, dataset: 'mnist' }, context));
    expect(error).toMatchObject({
      code: 'invalid-network',
      message: expect.stringContaining('shape [12,10,2] (expected [8,8,1]'),
    });
  });

  it('opens no recipe whose weights are somebody’s own', async () => {
    const opened: string[] = [];
    const open = refuseOwnWeights((async ({ snapshotId }) => {
      opened.push(snapshotId);
      return null as never;
    }) satisfies JobHandler<'openSession'>);
    const record = await jobs.importNetwork({ files: modelFiles(), open: null, dataset: 'mnist' }, context);
    const error = await errorOf(open({ header: record.header, snapshotId: 'a' }, context));
    expect(error).toMatchObject({ code: 'invalid-weights', details: { weights: record.header.weights } });
    const { weights: _, ...fresh } = record.header;
    await open({ header: fresh, snapshotId: 'b' }, context);
    expect(opened).toEqual(['b']);
  });

  describe('taken home', () => {
    const { masks } = computePrune(
      TINY_SPEC,
      WEIGHTS,
      {},
      {
        criterion: 'l1',
        granularity: 'filter',
        scope: 'uniform',
        amount: { sparsity: 0.5 },
      },
    );
    beforeAll(() => {
      const accuracy = { images: 40, accuracy: 0.5, loss: 1, perClassAccuracy: [] };
      held.set('cut', toStartSnapshot({ spec: TINY_SPEC, weights: WEIGHTS, masks }, accuracy, 0));
    });
    const take = (format: 'weights' | 'masks' | 'torch' | 'layersModel', compacted = false) =>
      jobs.exportNetwork({ id: 'cut', name: 'cut', format, compacted }, context);

    it('says how many channels compaction would take out', async () => {
      const facts = await jobs.describeExport({ id: 'cut' }, context);
      expect(facts.removedChannels).toBeGreaterThan(0);
      expect(facts.compactedParameters).toBeLessThan(facts.parameters);
    });

    it('is one zip for PyTorch: weights, masks, a script that loads them, and a README', async () => {
      const entries = unzipSync(await take('torch'));
      expect(Object.keys(entries)).toEqual([
        'cut.safetensors',
        'cut.masks.safetensors',
        'load.py',
        'README.txt',
      ]);
      expect(fromTorchWeights(TINY_SPEC, parseSafetensors(entries['cut.safetensors']!))).toEqual(WEIGHTS);
      expect(fromTorchMasks(TINY_SPEC, parseSafetensors(entries['cut.masks.safetensors']!))).toMatchObject(
        masks,
      );
      expect(new TextDecoder().decode(entries['README.txt'])).toContain('50.00 % of 40 test images of bars');
      expect(await take('weights')).toEqual(entries['cut.safetensors']);
      expect(await take('masks')).toEqual(entries['cut.masks.safetensors']);
    });

    it('is a LayersModel, masked or compacted, that comes back in', async () => {
      const facts = await jobs.describeExport({ id: 'cut' }, context);
      for (const [compacted, parameters] of [
        [false, facts.parameters],
        [true, facts.compactedParameters],
      ] as const) {
        const entries = unzipSync(await take('layersModel', compacted));
        expect(Object.keys(entries)).toEqual(['model.json', 'weights.bin']);
        const json = JSON.parse(new TextDecoder().decode(entries['model.json'])) as unknown;
        const files = new Map([['weights.bin', entries['weights.bin']!]]);
        expect(parseLayersModel(json, files).summary.parameters).toBe(parameters);
        expect(await inspect([await zipOf(entries)])).toMatchObject({ parameters, name: 'tiny' });
      }
    });

    it('is result.json of all rows so far', async () => {
      const record: SessionRecord = await jobs.importNetwork(
        { files: modelFiles(), open: null, dataset: 'mnist' },
        context,
      );
      const result = JSON.parse(new TextDecoder().decode(await jobs.exportResult({ record }, context)));
      expect(result).toMatchObject({ version: 1, snapshots: [{ name: 'start', images: 40 }] });
    });
  });

  it('tells a session’s zip from others by its list', async () => {
    const session_ = await zipOf({ 'session.json': strToU8('{}') });
    expect(await jobs.kindOfZip({ file: session_ }, context)).toBe('session');
    const kindOf = async (...names: string[]) => {
      const file = await zipOf(Object.fromEntries(names.map((name) => [name, strToU8('a')])));
      return jobs.kindOfZip({ file }, context);
    };
    expect(await kindOf('a.txt')).toBe('network');
    expect(await kindOf('pets/cats/1.png', 'pets/readme.txt')).toBe('images');
    expect(await kindOf('model.json', 'weights.bin', 'plot.png')).toBe('network');
    expect(await jobs.kindOfZip({ file: fileOf('a.zip', 'no zip') }, context)).toBe('network');
  });
});

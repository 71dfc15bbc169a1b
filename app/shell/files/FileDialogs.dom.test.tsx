import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { AppError, type Jobs, type NetworkFileSummary } from '../../../src/index.ts';
import { viewOf } from '../../store/inMemoryClient.ts';
import { renderShell } from '../renderShell.tsx';
import { FileDialogs } from './FileDialogs.tsx';
import { showFileDialog } from './fileDialogs.ts';
import { openFiles } from './openFile.ts';

const download = vi.hoisted(() => vi.fn());
vi.mock('../../ui/download.ts', () => ({ download }));

const SUMMARY: NetworkFileSummary = {
  source: 'layersModel',
  name: 'my-net',
  generatedBy: 'TensorFlow.js tfjs-layers v4.22.0',
  inputShape: [28, 28, 1],
  classes: 10,
  layers: [
    { name: 'stem-conv', className: 'Conv2D', shape: [24, 24, 20], parameters: 520 },
    { name: 'pad', className: 'ZeroPadding2D', shape: null, parameters: 0 },
  ],
  parameters: 61706,
  sizeBytes: 246824,
  notes: [{ code: 'softmax-dropped', subject: 'classes' }],
  weights: 'own:abc',
};
// jsdom’s files cannot be read.
const fileOf = (name: string, text = '') =>
  Object.assign(new File([text], name), {
    text: async () => text,
    arrayBuffer: async () => new ArrayBuffer(0),
  });
const FILES = [fileOf('model.json'), fileOf('weights.bin')];
const RECORD: Jobs['importNetwork']['result'] = {
  id: 'session-2',
  title: '',
  header: {
    version: 1,
    seed: 1,
    dataset: { name: 'fashion-mnist' },
    network: { spec: viewOf('x', 0).spec as never },
    weights: 'own:abc',
  },
  rows: [{ id: 'own-1', parentId: null, step: null, status: 'done', snapshot: viewOf('own-1', 0) }],
  selectedId: 'own-1',
  comparedId: null,
};

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name });
const press = (name: string | RegExp) => act(async () => fireEvent.click(button(name)));

// Loaded before, so that no test waits for it.
beforeAll(async () => {
  await Promise.all([
    import('./TakeHomeDialog.tsx'),
    import('./TakeInDialog.tsx'),
    import('./MissingWeightsDialog.tsx'),
  ]);
});
afterEach(() => {
  act(() => showFileDialog({ kind: 'none' }));
  download.mockClear();
});

async function renderTakeIn(files = FILES, language: 'en' | 'zh' = 'en') {
  const lab = await renderShell(<FileDialogs />, { language });
  await act(() => openFiles(files, lab.store, lab.worker.client));
  await waitFor(() => expect(lab.worker.of('inspectNetwork')).toHaveLength(1));
  const inspect = lab.worker.of('inspectNetwork')[0]!;
  return { ...lab, inspect };
}

describe('a network in files', () => {
  it('is shown before it is taken in, and opens on the data set chosen', async () => {
    const { worker, store, inspect } = await renderTakeIn();
    expect(inspect.params).toMatchObject({ files: FILES, open: { name: 'small' } });
    await act(() => inspect.done(SUMMARY));
    expect(screen.getByText('images of 28×28×1 · 10 classes · 61,706 values · 247 kB')).toBeTruthy();
    expect(screen.getByText(/the softmax at the end is left out/)).toBeTruthy();
    expect(screen.getByText('merged or left out')).toBeTruthy();
    await act(async () => fireEvent.click(screen.getByRole('radio', { name: 'Fashion-MNIST' })));
    await press('Open');
    expect(worker.of('importNetwork')[0]?.params).toMatchObject({ files: FILES, dataset: 'fashion-mnist' });
    await act(() => worker.of('importNetwork')[0]!.done(RECORD));
    expect(store.getState()).toMatchObject({ sessionId: 'session-2', selectedId: 'own-1' });
    expect(screen.queryByRole('dialog')).toBeNull();
    await act(() => worker.of('reopenSession')[0]!.done({ manifest: null }));
    expect(store.getState().session).toBe('open');
    await waitFor(() => expect(worker.of('evaluate').at(-1)?.params).toEqual({ id: 'own-1' }));
  });

  it('is refused with a sentence where it fits no data set', async () => {
    const { inspect } = await renderTakeIn();
    await act(() => inspect.done({ ...SUMMARY, inputShape: [12, 10, 2], classes: 4 }));
    expect(screen.getByRole('alert').textContent).toContain('images of 12×10×2 and tells 4 classes apart');
    expect(screen.queryByRole('button', { name: 'Open' })).toBeNull();
  });

  it.each([
    ['en', 'The network has something in it that this page cannot compute or prune.'],
    ['zh', '网络中有本页无法计算或剪枝的部分。'],
  ] as const)(
    'that cannot be read is refused in words, with the exact sentence below (%s)',
    async (language, text) => {
      const { inspect } = await renderTakeIn(FILES, language);
      await act(() => inspect.fail(new AppError('invalid-network', 'lstm: LSTM is not supported')));
      expect(screen.getByRole('alert').textContent).toContain(text);
      expect(screen.getByRole('alert').textContent).toContain('lstm: LSTM is not supported');
    },
  );

  it('whose weights are not all there names the file', async () => {
    const { inspect } = await renderTakeIn();
    await act(() =>
      inspect.fail(new AppError('invalid-weights', 'missing', { path: 'group1-shard2of2.bin' })),
    );
    expect(screen.getByRole('alert').textContent).toContain('group1-shard2of2.bin is missing.');
  });

  it('that is too large says how large it may be', async () => {
    const { inspect } = await renderTakeIn();
    const error = new AppError('invalid-network', 'model.json: 1 bytes', { refusal: 'too-large' });
    await act(() => inspect.fail(error));
    expect(screen.getByRole('alert').textContent).toMatch(/model.json may have 10.0\sMB, and a file 100\sMB/);
  });

  it('stops what runs when it is cancelled, and leaves what is open', async () => {
    const { worker, store, inspect } = await renderTakeIn();
    await act(() => inspect.done(SUMMARY));
    await press('Open');
    await press('Cancel');
    expect(worker.of('importNetwork')[0]?.aborted()).toBe(true);
    expect(store.getState().header.network).toEqual({ preset: 'lenet-5' });
  });

  it('is told from a recipe by its text, and from a session by the list of the zip', async () => {
    const model = await renderTakeIn([fileOf('lenet.json', '{"modelTopology": {}}')]);
    expect(model.worker.of('inspectNetwork')).toHaveLength(1);
    const { store, worker } = model;
    const zip = fileOf('a.zip');
    const opening = openFiles([zip], store, worker.client);
    await act(() => worker.of('kindOfZip')[0]!.done('session'));
    await waitFor(() => expect(worker.of('importSession')).toHaveLength(1));
    await act(() => worker.of('importSession')[0]!.fail(new AppError('invalid-session', 'no')));
    await opening;
    await openFiles([fileOf('r.json', '{"version": 1, "dataset": {}}')], store, worker.client);
    expect(store.getState().notices.at(-1)).toMatchObject({ error: { code: 'invalid-recipe' } });
  });
});

describe('a link whose weights are somebody’s own', () => {
  it('says that they are not in it, and takes the steps along when they come', async () => {
    const lab = await renderShell(<FileDialogs />);
    const { worker, store } = lab;
    const { drafts } = store.getState();
    act(() =>
      store.setState({
        session: 'failed',
        header: RECORD.header,
        nodes: [
          { id: 'a', parentId: null, step: null, status: 'failed' },
          { id: 'b', parentId: 'a', step: drafts.prune!, status: 'pending' },
        ],
        selectedId: 'a',
      }),
    );
    await waitFor(() => screen.getByText('The weights are not in the link'));
    await act(() => worker.of('listSessions')[0]!.done([]));
    expect(screen.getByText(/starts from “small”/)).toBeTruthy();
    await act(() => openFiles(FILES, store, worker.client));
    await waitFor(() => expect(worker.of('inspectNetwork')).toHaveLength(1));
    await act(() => worker.of('inspectNetwork')[0]!.done(SUMMARY));
    expect(screen.getByText(/Its 1 step will stand ready/)).toBeTruthy();
    await press('Open');
    expect(worker.of('importNetwork')[0]?.params).toMatchObject({ dataset: 'fashion-mnist' });
    await act(() => worker.of('importNetwork')[0]!.done(RECORD));
    expect(store.getState().nodes.map(({ status }) => status)).toEqual(['done', 'pending']);
  });
});

it('of such a link the session that this browser keeps is offered', async () => {
  const { worker, store } = await renderShell(<FileDialogs />);
  act(() => store.setState({ session: 'failed', header: RECORD.header }));
  await waitFor(() => expect(worker.of('listSessions')).toHaveLength(1));
  await act(() => worker.of('listSessions')[0]!.done([{ id: 'other' }, { id: 'session-2' }]));
  const { weights: _, ...header } = RECORD.header;
  await act(() => worker.of('readSession')[0]!.done({ ...RECORD, id: 'other', header }));
  await act(() => worker.of('readSession')[1]!.done(RECORD));
  await press('Open that session');
  expect(store.getState()).toMatchObject({ sessionId: 'session-2', selectedId: 'own-1' });
});

describe('taking snapshot A home', () => {
  async function renderHome(facts: Jobs['describeExport']['result']) {
    const lab = await renderShell(<FileDialogs />);
    act(() => showFileDialog({ kind: 'takeHome' }));
    await waitFor(() => expect(lab.worker.of('describeExport')).toHaveLength(1));
    await act(() => lab.worker.of('describeExport')[0]!.done(facts));
    return lab;
  }

  it('offers a compacted network where there are channels to cut out', async () => {
    const { worker, store } = await renderHome({
      removedChannels: 12,
      parameters: 61706,
      compactedParameters: 20100,
    });
    await act(async () => fireEvent.click(screen.getByRole('radio', { name: 'compacted' })));
    expect(screen.getByText(/12 channels are cut out: 20,100 values instead of 61,706/)).toBeTruthy();
    await press('Save: TensorFlow.js LayersModel (zip)');
    expect(worker.of('exportNetwork')[0]?.params).toEqual({
      id: store.getState().selectedId,
      name: 'start-compact',
      format: 'layersModel',
      compacted: true,
    });
    await act(() => worker.of('exportNetwork')[0]!.done(new Uint8Array(3)));
    expect(download.mock.calls[0]?.[0]).toBe('start-compact.tfjs.zip');
  });

  it('says where there is nothing to compact, and saves the results and the recipe of the session', async () => {
    const { worker } = await renderHome({ removedChannels: 0, parameters: 10, compactedParameters: 10 });
    expect(screen.getByText(/No channel is free to be cut out/)).toBeTruthy();
    await press('Save: Results (result.json)');
    await act(() => worker.of('exportResult')[0]!.done(new Uint8Array(3)));
    await press('Save: Recipe (recipe.json)');
    expect(download.mock.calls.map(([name]) => name)).toEqual(['lenet-5.result.json', 'lenet-5.recipe.json']);
  });
});

import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AppError, type OwnImagesSummary, type Recipe } from '../../../src/index.ts';
import { viewOf } from '../../store/inMemoryClient.ts';
import { renderShell } from '../renderShell.tsx';
import { FileDialogs } from './FileDialogs.tsx';
import { showFileDialog } from './fileDialogs.ts';
import { holdsOpenable, openBrought } from './openFile.ts';

const NAME = `own:${'a'.repeat(64)}` as const;
const SUMMARY: OwnImagesSummary = {
  title: 'pets',
  classes: [
    { name: 'cats', images: 1200, test: null },
    { name: 'dogs', images: 800, test: null },
  ],
  forms: ['grey', 'colour'],
  form: 'colour',
  networks: { grey: 'lenet-5', colour: 'vgg-small' },
  leftOut: [
    { reason: 'damaged', count: 2, example: 'pets/cats/7.png' },
    { reason: 'not-a-picture', count: 1, example: 'pets/readme.txt' },
  ],
  samples: [{ label: 0, pixels: { grey: new Uint8Array(784), colour: new Uint8Array(3072) } }],
};
const RECIPE: Recipe = {
  version: 1,
  seed: 1,
  dataset: { name: NAME },
  network: { spec: viewOf('x', 0).spec as never },
  steps: [],
};
const FILES = ['pets/cats/1.png', 'pets/dogs/1.png'].map((path) => ({ path, file: new File([], path) }));
const press = (name: string) => act(async () => fireEvent.click(screen.getByRole('button', { name })));

// Loaded before, so that no test waits for it.
beforeAll(async () => {
  await Promise.all([import('./TakeInImagesDialog.tsx'), import('./MissingImagesDialog.tsx')]);
});
afterEach(() => act(() => showFileDialog({ kind: 'none' })));

async function renderImages(files = FILES) {
  const lab = await renderShell(<FileDialogs />);
  await act(() => openBrought(files, lab.store, lab.worker.client));
  await waitFor(() => expect(lab.worker.of('inspectImages')).toHaveLength(1));
  return { ...lab, inspect: lab.worker.of('inspectImages')[0]! };
}

describe('images in files', () => {
  it('are shown before they are taken in, and open a session of their own', async () => {
    const { worker, store, inspect } = await renderImages();
    expect(inspect.params).toMatchObject({ files: FILES, open: { preset: 'lenet-5' } });
    await act(() => inspect.done(SUMMARY));
    expect(screen.getByText('2,000 images · 2 classes')).toBeTruthy();
    expect(screen.getByRole('row', { name: 'cats 1,200' })).toBeTruthy();
    expect(screen.getByText(/2 pictures that cannot be read/).textContent).toContain(
      'such as pets/cats/7.png',
    );
    expect(screen.getByText(/1 file that is no PNG/).textContent).toContain('(pets/readme.txt)');
    expect(screen.getByText('VGG (small), untrained, with 2 outputs')).toBeTruthy();
    await act(async () => fireEvent.click(screen.getByRole('radio', { name: 'grey, 28×28' })));
    expect(screen.getByText('LeNet-5, untrained, with 2 outputs')).toBeTruthy();
    await act(async () =>
      fireEvent.keyDown(screen.getByRole('slider', { name: 'For testing' }), { key: 'ArrowRight' }),
    );
    await press('Open');
    expect(worker.of('importImages')[0]?.params).toEqual({
      form: 'grey',
      testShare: 0.25,
      open: { preset: 'lenet-5' },
    });
    await act(() => worker.of('importImages')[0]!.done(RECIPE));
    expect(store.getState().header.dataset.name).toBe(NAME);
    expect(worker.of('openSession').at(-1)?.params).toMatchObject({ header: { dataset: { name: NAME } } });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('that are divided already offer no share, and those of one form no other', async () => {
    const { inspect } = await renderImages();
    const classes = SUMMARY.classes.map((entry) => ({ ...entry, test: 100 }));
    await act(() => inspect.done({ ...SUMMARY, classes, forms: ['grey'], form: 'grey', leftOut: [] }));
    expect(screen.queryByRole('slider')).toBeNull();
    expect(screen.queryByRole('radio')).toBeNull();
    expect(screen.getByRole('row', { name: 'cats 1,100 100' })).toBeTruthy();
    expect(screen.queryByText('What is left out')).toBeNull();
  });

  it('that cannot be taken in are refused in words, with the exact sentence below', async () => {
    const { inspect } = await renderImages();
    const error = new AppError('invalid-images', 'one class: cats (expected at least 2)', {
      refusal: 'one-class',
    });
    await act(() => inspect.fail(error));
    const text = screen.getByRole('alert').textContent;
    expect(text).toContain('There is only one class.');
    expect(text).toContain('one class: cats (expected at least 2)');
    expect(screen.queryByRole('button', { name: 'Open' })).toBeNull();
  });

  it('are let go of when the dialog is left', async () => {
    const { worker, inspect } = await renderImages();
    await press('Cancel');
    expect(inspect.aborted()).toBe(true);
    expect(worker.of('forgetImages')).toHaveLength(1);
  });
});

describe('a recipe about somebody’s images', () => {
  const wait = async () => {
    const lab = await renderShell(<FileDialogs />);
    act(() =>
      lab.store.setState({
        session: 'failed',
        sessionError: new AppError('own-images-missing', 'not here'),
        header: { ...RECIPE, weights: 'own:abc' },
        nodes: [
          { id: 'a', parentId: null, step: null, status: 'failed' },
          { id: 'b', parentId: 'a', step: lab.store.getState().drafts.prune!, status: 'pending' },
        ],
        selectedId: 'a',
      }),
    );
    await waitFor(() => screen.getByText('The images are not in the link'));
    expect(screen.getByText('The 1 step of the recipe waits until then.')).toBeTruthy();
    expect(screen.queryByText('The weights are not in the link')).toBeNull();
    await act(() => openBrought(FILES, lab.store, lab.worker.client));
    await waitFor(() => expect(lab.worker.of('inspectImages')).toHaveLength(1));
    await act(() => lab.worker.of('inspectImages')[0]!.done(SUMMARY));
    await press('Open');
    expect(lab.worker.of('importImages')[0]?.params).toMatchObject({ awaited: NAME });
    return lab;
  };

  it('asks for them before anything else, and goes on with its steps when they come', async () => {
    const { worker, store } = await wait();
    await act(() => worker.of('importImages')[0]!.done(RECIPE));
    expect(store.getState().nodes).toHaveLength(2);
    expect(worker.of('openSession').at(-1)?.params).toMatchObject({ header: { weights: 'own:abc' } });
  });

  it('does not go on with others, which open a session of their own', async () => {
    const { worker, store } = await wait();
    const other = { ...RECIPE, dataset: { name: `own:${'b'.repeat(64)}` as const } };
    await act(() => worker.of('importImages')[0]!.done(other));
    expect(screen.getByRole('alert').textContent).toContain('These are other images');
    expect(store.getState().header.dataset.name).toBe(NAME);
    await press('Open them in a new session');
    expect(store.getState().header.dataset.name).toBe(other.dataset.name);
  });
});

describe('files that are dropped', () => {
  const of = (...paths: string[]) => holdsOpenable(paths.map((path) => ({ path })));

  it('are opened where they can be, and a lone picture is left to the views', () => {
    expect(of('a.json')).toBe(true);
    expect(of('cats/1.png')).toBe(true);
    expect(of('train-images-idx3-ubyte')).toBe(true);
    expect(of('1.png', '2.png')).toBe(true);
    expect(of('1.png')).toBe(false);
    expect(of('notes.txt')).toBe(false);
  });

  it.each([
    [['pets/cats/1.png', 'pets/dogs/1.png', 'pets/about.json'], 'takeInImages'],
    [['train.zip', 'test.zip'], 'takeInImages'],
    [['images-idx3-ubyte', 'labels-idx1-ubyte.gz'], 'takeInImages'],
    [['model.json', 'weights.bin', 'plot.png'], 'takeIn'],
    [['net/model.json', 'net/weights.bin'], 'takeIn'],
    [['pets/notes.txt'], 'takeInImages'],
  ])('%j are shown as what they are', async (paths, kind) => {
    const { fileDialogs } = await import('./fileDialogs.ts');
    const lab = await renderShell(null);
    const files = paths.map((path) => ({ path, file: new File([], path) }));
    await act(() => openBrought(files, lab.store, lab.worker.client));
    expect(fileDialogs.getState().dialog.kind).toBe(kind);
  });
});

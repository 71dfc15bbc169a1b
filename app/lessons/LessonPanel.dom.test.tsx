import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { renderShell } from '../shell/renderShell.tsx';
import { DEFAULT_RECIPE } from '../store/defaults.ts';
import { SPARSITY } from './courses/sparsity.ts';
import { toPrune } from './doing.ts';
import { LessonPanel } from './LessonPanel.tsx';
import { LessonsDialog } from './LessonsDialog.tsx';
import { readRecord, writeRecord } from './lessonRecord.ts';
import { useLessonStore } from './lessonStore.ts';

const queries = new QueryClient();

/** The lesson that is open, as the page's frame has it. */
function Late() {
  const id = useLessonStore((state) => state.lessonId);
  return (
    <QueryClientProvider client={queries}>
      <Suspense>{id && <LessonPanel key={id} id={id} />}</Suspense>
    </QueryClientProvider>
  );
}

async function open(recipe = SPARSITY.recipe) {
  useLessonStore.getState().open('sparsity');
  const lab = await renderShell(<Late />, { recipe });
  await screen.findByRole('heading', { level: 2 }, { timeout: 8000 });
  return lab;
}

const title = () => screen.getByRole('heading', { level: 2 }).textContent;
const click = (name: string) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));
const choose = (name: string) => act(async () => void fireEvent.click(screen.getByRole('radio', { name })));
const press = (key: string, code: string) =>
  act(async () => void fireEvent.keyDown(document.body, { key, code }));

/** What a preview at 1 σ tells. */
const preview = (prunedUnits: number) => ({
  report: { layers: [{ layer: 'fc1', units: 100, prunedUnits }] },
});

beforeEach(() => {
  localStorage.clear();
  useLessonStore.getState().close();
});

describe('the player of a lesson', () => {
  it('waits for a prediction, measures, and grades it by what was measured', async () => {
    const { worker, store } = await open();
    expect(title()).toBe('What weights look like');
    await click('Next');
    expect(title()).toBe('Is it a bell curve?');
    await click('Next');
    expect(title()).toBe('Is it a bell curve?');
    await choose('More than 68%');
    await click('Next');
    await click('Put the line at 1 σ');
    expect(store.getState().draft).toMatchObject({ amount: { thresholdSigma: 1 } });
    await act(() => worker.of('preview').at(-1)!.done(preview(75)));
    expect(screen.getByText('Right.')).toBeTruthy();
    expect(screen.getByText(/75.0% of fc1 lie within one σ/)).toBeTruthy();
    expect(readRecord('sparsity')).toEqual({
      page: 2,
      answers: { sigma: 'more' },
      numbers: { 'within.fc1': 0.75 },
    });
  });

  it('calls the same prediction wrong where this machine measured something else', async () => {
    writeRecord('sparsity', { page: 2, answers: { sigma: 'more' }, numbers: {} });
    const { worker } = await open();
    await click('Put the line at 1 σ');
    await act(() => worker.of('preview').at(-1)!.done(preview(60)));
    expect(screen.getByText('Not this time.')).toBeTruthy();
  });

  it('goes on where a person was, and lets a measured prediction stand', async () => {
    writeRecord('sparsity', { page: 1, answers: { sigma: 'same' }, numbers: { 'within.fc1': 0.75 } });
    await open();
    expect(title()).toBe('Is it a bell curve?');
    expect(screen.getByText('It has been measured: your prediction stands.')).toBeTruthy();
    expect((screen.getByRole('radio', { name: 'More than 68%' }) as HTMLInputElement).disabled).toBe(true);
  });

  it('keeps nothing of a measurement that is cancelled', async () => {
    writeRecord('sparsity', { page: 2, answers: { sigma: 'more' }, numbers: {} });
    await open();
    await click('Put the line at 1 σ');
    await click('Cancel');
    expect(await screen.findByRole('button', { name: 'Put the line at 1 σ' })).toBeTruthy();
    expect(readRecord('sparsity').numbers).toEqual({});
  });

  it('turns its pages by keys, and leaves after a question', async () => {
    await open();
    await press('n', 'KeyN');
    expect(title()).toBe('Is it a bell curve?');
    await press('p', 'KeyP');
    expect(title()).toBe('What weights look like');
    await press('Escape', 'Escape');
    expect(await screen.findByText('Leave the lesson?')).toBeTruthy();
    await click('Stay');
    expect(useLessonStore.getState().lessonId).toBe('sparsity');
    await press('Escape', 'Escape');
    const leave = (await screen.findAllByRole('button', { name: 'Leave the lesson' })).at(-1)!;
    await act(async () => void fireEvent.click(leave));
    expect(useLessonStore.getState().lessonId).toBeNull();
  });

  it('ends with a table of what was predicted and measured, and begins again', async () => {
    writeRecord('sparsity', {
      page: 7,
      answers: { sigma: 'more', bytes: 5 },
      numbers: {
        'within.fc1': 0.75,
        'bytes.dense': 800,
        'bytes.bitmap': 100,
        'bytes.csr': 200,
        accuracy: 0.8,
      },
    });
    await open();
    expect(screen.getByText('1 of 3 predictions came true.')).toBeTruthy();
    expect(screen.getByText('not measured')).toBeTruthy();
    await click('Start again');
    expect(title()).toBe('What weights look like');
    expect(readRecord('sparsity').answers).toEqual({});
  });
});

describe('the network of a lesson', () => {
  it('is opened at once where nothing was done yet', async () => {
    const { store } = await open(DEFAULT_RECIPE);
    expect(store.getState().header.network).toEqual({ preset: 'lenet-300-100' });
  });

  it('is opened after asking where there are steps', async () => {
    const { worker, store } = await renderShell(<Late />, { recipe: DEFAULT_RECIPE });
    void store.getState().applyStep(toPrune({ amount: { sparsity: 0.5 } }));
    await act(() => worker.finishStep());
    await act(async () => useLessonStore.getState().open('sparsity'));
    expect(await screen.findByText('Open the lesson’s network?', {}, { timeout: 8000 })).toBeTruthy();
    expect(store.getState().nodes).toHaveLength(2);
    await click('Open it');
    expect(store.getState().header.network).toEqual({ preset: 'lenet-300-100' });
    expect(store.getState().nodes).toHaveLength(1);
  });
});

describe('the list of lessons', () => {
  it('has all ten with how far one is, and opens one', async () => {
    writeRecord('pipeline', { page: 3, answers: {}, numbers: {} });
    await renderShell(
      <Suspense>
        <LessonsDialog onClose={() => {}} />
      </Suspense>,
    );
    expect(await screen.findAllByRole('listitem', {}, { timeout: 8000 })).toHaveLength(10);
    expect(screen.getByText('page 4 of 9')).toBeTruthy();
    await act(async () => void fireEvent.click(screen.getByText('Sensitivity')));
    expect(useLessonStore.getState().lessonId).toBe('sensitivity');
  });
});

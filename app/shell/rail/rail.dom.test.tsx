import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { PRUNE, TRAIN } from '../../store/openTestLab.ts';
import { RecipeRail } from '../RecipeRail.tsx';
import { RunBar } from '../RunBar.tsx';
import { renderShell } from '../renderShell.tsx';
import { AgainDialog } from './AgainDialog.tsx';
import { SeedsDialog } from './SeedsDialog.tsx';

type Lab = Awaited<ReturnType<typeof renderShell>>;

const rest = () => act(() => new Promise((resolve) => setTimeout(resolve, 5)));
const rows = () => screen.getAllByRole('treeitem');

async function prune({ store, worker }: Lab) {
  await act(async () => {
    void store.getState().applyStep(PRUNE);
    await worker.finishStep(200);
  });
}

describe('the note of a row', () => {
  it('is written in place, shown, and said with the row', async () => {
    const lab = await renderShell(<RecipeRail />);
    await prune(lab);
    fireEvent.keyDown(rows()[1]!, { key: 'n' });
    const field = await screen.findByRole('textbox', { name: 'Note on this step' });
    fireEvent.change(field, { target: { value: 'too much at once' } });
    await act(async () => fireEvent.keyDown(field, { key: 'Enter' }));
    expect(lab.store.getState().nodes[1]?.step?.note).toBe('too much at once');
    expect(screen.getByText('too much at once')).toBeTruthy();
    expect(rows()[1]!.getAttribute('aria-label')).toMatch(/Note: too much at once$/);
  });

  it('stays as it was on Escape', async () => {
    const lab = await renderShell(<RecipeRail />);
    await prune(lab);
    fireEvent.keyDown(rows()[1]!, { key: 'n' });
    const field = await screen.findByRole('textbox', { name: 'Note on this step' });
    fireEvent.change(field, { target: { value: 'no' } });
    await act(async () => fireEvent.keyDown(field, { key: 'Escape' }));
    expect(lab.store.getState().nodes[1]?.step).not.toHaveProperty('note');
  });
});

describe('running a row again', () => {
  it('is in its menu, and the new row tells whether the numbers came back', async () => {
    const lab = await renderShell(<RecipeRail />);
    await prune(lab);
    const menu = within(rows()[1]!).getByRole('button', { name: 'More for 1-prune' });
    await act(async () => fireEvent.click(menu));
    const item = await screen.findByRole('menuitem', { name: 'Run again from here' });
    await act(async () => fireEvent.click(item));
    await act(() => lab.worker.finishStep(200));
    expect(await screen.findByText('= the same numbers as 1-prune')).toBeTruthy();
  });
});

describe('AgainDialog', () => {
  it('says which rows gave other numbers', async () => {
    const lab = await renderShell(<AgainDialog onClose={() => {}} />);
    await prune(lab);
    const again = await screen.findByRole('button', { name: 'Run again' });
    await act(async () => fireEvent.click(again));
    expect(screen.getByText('Run 1 of 1, seed 1')).toBeTruthy();
    await act(() => lab.worker.finishStep(190));
    await rest();
    expect(screen.getByRole('status').textContent).toMatch(/^1 row differs/);
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Run again' })));
    await act(() => lab.worker.finishStep(200));
    await rest();
    expect(screen.getByRole('status').textContent).toMatch(/^1 row: .* equal to the last digit/);
  });
});

describe('SeedsDialog', () => {
  it('says what varies, runs, and shows mean and spread', async () => {
    const lab = await renderShell(<SeedsDialog onClose={() => {}} />);
    await prune(lab);
    expect(await screen.findByText(/runs differ only by the order of the images/)).toBeTruthy();
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Run' })));
    for (const kept of [180, 200, 220]) {
      await act(() => lab.worker.finishStep(kept));
      await rest();
    }
    expect(await screen.findByRole('table')).toBeTruthy();
    const row = screen.getByRole('row', { name: /^1-prune/ });
    expect(within(row).getByText('20.00% ± 2')).toBeTruthy();
    expect(within(row).getByText('3')).toBeTruthy();
    expect(screen.getByText('All of these have been run.')).toBeTruthy();
  });

  it('asks for another row where the start is looked at', async () => {
    await renderShell(<SeedsDialog onClose={() => {}} />, { language: 'zh' });
    expect(await screen.findByText('请选择一个已经运行过、且不是起点的行。')).toBeTruthy();
  });
});

describe('the learning rate in the run bar', () => {
  it('ends the training there and says that it changes', async () => {
    const { worker, store } = await renderShell(<RunBar />);
    await act(async () => {
      void store.getState().applyStep(TRAIN);
      const tick = { done: 10, total: 468, epoch: 0, imagesPerSecond: 9, learningRate: 0.001 };
      worker.of('runStep')[0]?.tick({ ...tick, loss: 2, accuracy: 0.1 });
    });
    const rate = await screen.findByRole('button', { name: 'Change the learning rate, now 0.001' });
    await act(async () => fireEvent.click(rate));
    const field = await screen.findByRole('textbox', { name: 'Learning rate from the next batch on' });
    fireEvent.change(field, { target: { value: '0.01' } });
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Go on at 0.01' })));
    expect(worker.of('runStep')[0]?.commands).toEqual(['finish']);
    expect(screen.getByText('changing…')).toBeTruthy();
  });
});

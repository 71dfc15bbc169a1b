import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { recipeSchema, stepSchema } from '../../src/index.ts';
import { DEFAULT_RECIPE } from '../store/defaults.ts';
import { RecipeRail } from './RecipeRail.tsx';
import { renderShell } from './renderShell.tsx';

const PRUNE = stepSchema.parse({
  kind: 'prune',
  criterion: 'magnitude',
  granularity: 'weight',
  amount: { sparsity: 0.8 },
});

async function renderPruned(language: 'en' | 'zh' = 'en') {
  const lab = await renderShell(<RecipeRail />, { language });
  await act(async () => {
    void lab.store.getState().applyStep(PRUNE);
    await lab.worker.finishStep(200);
  });
  return lab;
}

const rows = () => screen.getAllByRole('treeitem');

describe('RecipeRail', () => {
  it('says of each row what was done, its accuracy and what was kept', async () => {
    await renderPruned();
    expect(rows().map((row) => row.getAttribute('aria-label'))).toEqual([
      'Trained network. Accuracy 90.0%, 100.0% of the weights kept.',
      'Prune 80% of weights by magnitude. Accuracy 90.0%, 20.0% of the weights kept.',
    ]);
  });

  it('says of an accuracy that was not measured here where it comes from', async () => {
    const { store } = await renderShell(<RecipeRail />);
    const [start] = store.getState().nodes;
    const { snapshot } = start!;
    const accuracy = { ...snapshot!.summary.accuracy, origin: 'shipped' as const };
    await act(async () =>
      store.setState({
        nodes: [{ ...start!, snapshot: { ...snapshot!, summary: { ...snapshot!.summary, accuracy } } }],
      }),
    );
    expect(rows()[0]!.getAttribute('aria-label')).toMatch(/in the shipped result, not yet measured here/);
    expect(within(rows()[0]!).getByTitle(/result shipped with these weights/).textContent).toBe(
      '90.0% shipped',
    );
  });

  it('says the same in Chinese', async () => {
    await renderPruned('zh');
    expect(within(rows()[1]!).getByText('按绝对值剪去 80% 的权重')).toBeTruthy();
  });

  it('has the row looked at in the tab order again once a step has made a new one', async () => {
    const { store, worker } = await renderPruned();
    await act(async () => rows()[0]!.focus());
    expect(rows().map((row) => row.tabIndex)).toEqual([0, -1]);
    await act(async () => {
      void store.getState().applyStep(PRUNE);
      await worker.finishStep(100);
    });
    expect(rows().map((row) => row.tabIndex)).toEqual([-1, -1, 0]);
  });

  it('looks at the row that is clicked', async () => {
    const { store } = await renderPruned();
    fireEvent.click(rows()[0]!);
    expect(store.getState().selectedId).toBe(store.getState().nodes[0]?.id);
    expect(rows().map((row) => row.getAttribute('aria-selected'))).toEqual(['true', 'false']);
  });

  it('pins another row to compare with, and unpins it', async () => {
    const { store } = await renderPruned();
    const pin = () => within(rows()[1]!).getByRole('button', { name: /compar/i });
    fireEvent.click(pin());
    expect(store.getState().comparedId).toBe(store.getState().nodes[1]?.id);
    fireEvent.click(pin());
    expect(store.getState().comparedId).toBeNull();
  });

  it('moves through the rows with the arrows and selects with Enter', async () => {
    const { store } = await renderPruned();
    rows()[1]!.focus();
    fireEvent.keyDown(rows()[1]!, { key: 'ArrowUp' });
    expect(document.activeElement).toBe(rows()[0]);
    fireEvent.keyDown(rows()[0]!, { key: 'Enter' });
    expect(store.getState().selectedId).toBe(store.getState().nodes[0]?.id);
    expect(rows().map((row) => row.tabIndex)).toEqual([0, -1]);
  });

  it('renames in place and tells why a name is refused', async () => {
    const { store } = await renderPruned();
    fireEvent.keyDown(rows()[1]!, { key: 'F2' });
    const input = await screen.findByRole('textbox', { name: 'Name of the snapshot' });
    fireEvent.change(input, { target: { value: 'start' } });
    expect(screen.getByText('Another snapshot has this name')).toBeTruthy();
    fireEvent.change(input, { target: { value: 'cut' } });
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(store.getState().nodes[1]?.step?.name).toBe('cut');
  });

  it('undoes and redoes by its buttons', async () => {
    await renderPruned();
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(rows()).toHaveLength(1);
    fireEvent.click(screen.getByRole('button', { name: 'Redo' }));
    expect(rows()).toHaveLength(2);
  });

  it('indents a branch below the row it leaves', async () => {
    const { store, worker } = await renderPruned();
    await act(async () => {
      store.getState().select(store.getState().nodes[0]!.id);
      void store.getState().applyStep(PRUNE);
      await worker.finishStep(300);
    });
    expect(rows().map((row) => row.getAttribute('aria-level'))).toEqual(['1', '2', '1']);
    expect(within(rows()[1]!).getByText(/after start/)).toBeTruthy();
  });

  it('offers to run the steps of an opened recipe', async () => {
    const recipe = recipeSchema.parse({ ...DEFAULT_RECIPE, steps: [PRUNE, { kind: 'train', epochs: 2 }] });
    const { worker } = await renderShell(<RecipeRail />, { recipe });
    expect(screen.getByText('This recipe holds 2 steps. Run them?')).toBeTruthy();
    expect(within(rows()[2]!).getByText('Fine-tune 2 epochs')).toBeTruthy();
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Run' })));
    await waitFor(() => expect(worker.of('runStep')).toHaveLength(1));
  });
});

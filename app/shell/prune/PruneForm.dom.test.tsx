import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Jobs } from '../../../src/index.ts';
import { renderShell } from '../renderShell.tsx';
import { StepPanel } from '../StepPanel.tsx';

const RESULT: Jobs['preview']['result'] = {
  report: { layers: [], sparsity: 0.8 },
  keptWeights: 200,
  weights: 1000,
  macs: 1000,
  effectiveMacs: 200,
  bytesBitmap: 925,
  accuracy: 0.872,
  perClassAccuracy: [],
  perClassAccuracyBefore: [],
  accuracyBefore: 0.9,
  images: 500,
};

/** Opens a list and gives its entries. Found without roles, which take a second to work out in a form of this size. */
async function openList(field: string): Promise<HTMLElement[]> {
  const input = screen.getByLabelText(field, { selector: 'input' });
  await act(async () => fireEvent.click(input));
  const list = document.getElementById(input.getAttribute('aria-controls')!);
  return [...list!.querySelectorAll<HTMLElement>('[role="option"]')];
}

async function choose(field: string, option: string): Promise<void> {
  const found = (await openList(field)).find(({ textContent }) => textContent === option);
  await act(async () => fireEvent.click(found!));
}

describe('PruneForm', () => {
  it('keeps the choices possible from one to the next', async () => {
    const { store } = await renderShell(<StepPanel />);
    const draft = () => store.getState().draft;
    await choose('Scope', 'Down to a budget');
    expect(draft()).toMatchObject({ scope: 'budget', amount: { keptWeights: 0.2 } });
    await choose('What to prune', 'N:M pattern');
    expect(draft()).toMatchObject({ criterion: 'magnitude', scope: 'uniform', amount: { pattern: '2:4' } });
    await choose('What to prune', 'Filters');
    expect(draft()).toMatchObject({ criterion: 'l1', amount: { sparsity: 0.5 } });
    await choose('Criterion', 'Geometric median (FPGM)');
    await choose('What to prune', 'Single weights');
    expect(draft()).toMatchObject({ criterion: 'magnitude', granularity: 'weight' });
  });

  it('says why a choice is impossible, and does not take it', async () => {
    const { store } = await renderShell(<StepPanel />);
    const stage = (await openList('What to prune')).find(({ textContent }) =>
      textContent?.startsWith('Residual stages'),
    )!;
    expect(stage.textContent).toBe('Residual stagesNo layers of this network share channels');
    await act(async () => fireEvent.click(stage));
    expect(store.getState().draft).toMatchObject({ granularity: 'weight' });
    const amounts = (await openList('Amount')).map(({ textContent }) => textContent);
    expect(amounts).toContain('MACs leftNeeds the scope “Down to a budget”');
    expect(amounts).toContain('APoZ above a shareNeeds the criterion “APoZ: share of zero outputs”');
  });

  it('links the paper of the chosen criterion', async () => {
    await renderShell(<StepPanel />);
    const paper = screen.getByRole('link', { name: /^2015 · Learning both Weights and Connections/ });
    expect(paper.getAttribute('href')).toBe('https://arxiv.org/abs/1506.02626');
  });

  it('has a slider for each layer where each has its own share', async () => {
    const { store } = await renderShell(<StepPanel />);
    await choose('Scope', 'Each layer its own share');
    expect(store.getState().draft).toMatchObject({ amount: { perLayer: { conv1: 0.8, fc1: 0.8 } } });
    fireEvent.keyDown(screen.getByRole('slider', { name: 'Value for fc1' }), { key: 'ArrowLeft' });
    expect(store.getState().draft).toMatchObject({ amount: { perLayer: { conv1: 0.8, fc1: 0.795 } } });
    expect(screen.queryByRole('combobox', { name: 'Layers' })).toBeNull();
  });

  it('sets a schedule behind a quiet line, and says what the preview leaves out', async () => {
    const { store, worker } = await renderShell(<StepPanel />);
    await act(async () => fireEvent.click(screen.getByText('More')));
    await choose('Schedule', 'Cubic, while training');
    expect(store.getState().draft).toMatchObject({
      schedule: { kind: 'cubic', rounds: 5, train: { epochs: 1 } },
    });
    const preview = worker.of('preview').at(-1)!;
    expect(preview.params).not.toHaveProperty('step.schedule');
    await act(async () => preview.done(RESULT));
    expect(screen.getByText('One cut, without rounds, on 500 test images')).toBeTruthy();
    await choose('Amount', 'Share of the remaining');
    expect(store.getState().draft).not.toHaveProperty('schedule');
  });

  it('says the same in Chinese', async () => {
    await renderShell(<StepPanel />, { language: 'zh' });
    const list = await openList('剪什么（粒度）');
    expect(within(list.at(-1)!).getByText('这个网络没有共用通道的层')).toBeTruthy();
  });
});

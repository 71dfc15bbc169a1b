import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Jobs } from '../../src/index.ts';
import { renderShell } from './renderShell.tsx';
import { StepPanel } from './StepPanel.tsx';

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

/** Chooses in a list that opens on a click. */
async function choose(field: string, option: string | RegExp): Promise<void> {
  await act(async () => fireEvent.click(screen.getByRole('combobox', { name: field })));
  await act(async () => fireEvent.click(screen.getByRole('option', { name: option })));
}

const chooseKind = (name: string) => fireEvent.click(screen.getByRole('radio', { name }));
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

describe('StepPanel', () => {
  it('shows the measured preview before and after, and on how many images', async () => {
    const { worker } = await renderShell(<StepPanel />);
    await waitFor(() => expect(worker.of('preview')).toHaveLength(1));
    await act(async () => worker.of('preview')[0]?.done(RESULT));
    expect(screen.getByText('90.0%')).toBeTruthy();
    expect(screen.getByText('87.2%')).toBeTruthy();
    expect(screen.getByText('20.0%')).toBeTruthy();
    expect(screen.getByText('Accuracy measured on 500 test images')).toBeTruthy();
  });

  it('applies the draft to the snapshot looked at', async () => {
    const { worker, store } = await renderShell(<StepPanel />);
    await act(async () => fireEvent.click(button('Apply')));
    expect(worker.of('runStep')[0]?.params).toMatchObject({
      from: store.getState().nodes[0]?.id,
      step: { kind: 'prune', criterion: 'magnitude', amount: { sparsity: 0.8 } },
    });
  });

  it('is disabled with the reason while a step runs, and keeps the focus', async () => {
    const { worker } = await renderShell(<StepPanel />);
    button('Apply').focus();
    await act(async () => fireEvent.click(button('Apply')));
    await act(async () => fireEvent.click(button('Apply')));
    expect(worker.of('runStep')).toHaveLength(1);
    expect(document.activeElement).toBe(button('Apply'));
    expect(button('Apply').getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByText('A step is running. Finish or stop it first.')).toBeTruthy();
  });

  it('changes to a criterion that fits when filters are chosen', async () => {
    const { store } = await renderShell(<StepPanel />);
    await choose('What to prune', 'Filters');
    expect(store.getState().draft).toMatchObject({ granularity: 'filter', criterion: 'l1' });
  });

  it('keeps what was set in a kind while another is looked at', async () => {
    const { store } = await renderShell(<StepPanel />);
    await choose('What to prune', 'Filters');
    await act(async () => chooseKind('Train'));
    expect(store.getState().draft.kind).toBe('train');
    await act(async () => chooseKind('Prune'));
    expect(store.getState().draft).toMatchObject({ granularity: 'filter' });
  });

  it('fine-tunes with a tenth of the learning rate', async () => {
    const { worker } = await renderShell(<StepPanel />);
    await act(async () => chooseKind('Train'));
    await act(async () => fireEvent.click(button('Fine-tune')));
    expect(worker.of('runStep')[0]?.params).toMatchObject({ step: { kind: 'train', learningRate: 0.0001 } });
  });

  it('tells that workers exchange gradients in the training of the draft, and takes them out', async () => {
    const { store } = await renderShell(<StepPanel />);
    const draft = store.getState().drafts.train;
    if (draft?.kind !== 'train') throw new Error('expected a draft of a training');
    const gradients = { rule: 'threshold', workers: 4, sparsity: 0.99 } as const;
    await act(async () => store.getState().setDraft({ ...draft, gradients }));
    await waitFor(() =>
      expect(screen.getByText(/4 simulated workers exchange gradients: Threshold · 99.* wait/)).toBeTruthy(),
    );
    expect(screen.getByText(/SGD or momentum only/)).toBeTruthy();
    await act(async () => fireEvent.click(button('Take out: exchange of gradients')));
    expect(store.getState().draft).toEqual(draft);
    expect(screen.queryByText(/simulated workers/)).toBeNull();
  });

  it('says why there is nothing to compact or to rewind to', async () => {
    await renderShell(<StepPanel />);
    await act(async () => chooseKind('Compact'));
    expect(button('Apply').getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByText(/No channel is dead yet/)).toBeTruthy();
    await act(async () => chooseKind('Rewind'));
    expect(button('Apply').getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByText(/no snapshot with the same shape/)).toBeTruthy();
  });
});

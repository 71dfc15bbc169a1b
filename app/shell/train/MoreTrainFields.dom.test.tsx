import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { TrainStep } from '../../../src/index.ts';
import { stepSchema } from '../../../src/index.ts';
import { DEFAULT_DRAFTS } from '../../store/defaults.ts';
import { useLab } from '../../store/labContext.ts';
import { renderShell } from '../renderShell.tsx';
import { MoreTrainFields } from './MoreTrainFields.tsx';

function Fields() {
  const draft = useLab((state) => state.draft);
  return draft.kind === 'train' ? <MoreTrainFields draft={draft} /> : null;
}

async function open() {
  const { store } = await renderShell(<Fields />);
  await act(async () => store.getState().setDraft(DEFAULT_DRAFTS.train!));
  await act(async () => fireEvent.click(screen.getByRole('button', { name: /^Schedule, penalties/ })));
  await screen.findByRole('textbox', { name: 'L1 of weights' }, { timeout: 5000 });
  return () => store.getState().draft as TrainStep;
}

const fill = (name: string, value: string) =>
  act(async () => fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } }));

describe('MoreTrainFields', () => {
  it('sets penalties, and greys slimming out with the reason where nothing is normalised', async () => {
    const draft = await open();
    await fill('L1 of weights', '0.0005');
    await fill('Group lasso of filters', '0.001');
    expect(draft().regularizer).toEqual({ l1: 0.0005, l2: 0, slimming: 0, groupLasso: 0.001 });
    const slimming = screen.getByRole<HTMLInputElement>('textbox', { name: 'L1 of batch norm scales γ' });
    expect(slimming.disabled).toBe(true);
    expect(screen.getByText('This network has no batch normalisation.')).toBeTruthy();
  });

  it('takes a teacher among the snapshots, and refines its answers instead of mixing', async () => {
    const draft = await open();
    await fill('Mixup α (0: off)', '0.4');
    expect(draft().mixup).toBe(0.4);
    const teacher = screen.getByRole('combobox', { name: 'Learns from the logits of' });
    await act(async () => fireEvent.click(teacher));
    await act(async () => fireEvent.click(screen.getByRole('option', { name: 'start' })));
    expect(draft().distill).toEqual({ teacher: 'start', temperature: 4, weight: 0.9 });
    await act(async () => fireEvent.click(screen.getByRole('checkbox', { name: /Refine the teacher/ })));
    expect(draft().distill?.labelRate).toBe(1);
    expect(draft().mixup).toBeUndefined();
    expect(stepSchema.safeParse(draft()).success).toBe(true);
  });

  it('holds images out', async () => {
    const draft = await open();
    await act(async () => fireEvent.click(screen.getByRole('checkbox', { name: /Hold training images/ })));
    await fill('Images', '400');
    expect(draft().validate).toEqual({ images: 400, every: 50 });
  });

  it('lets the learning rate fall', async () => {
    const draft = await open();
    await act(async () =>
      fireEvent.click(screen.getByRole('combobox', { name: 'Learning rate over the training' })),
    );
    await act(async () => fireEvent.click(screen.getByRole('option', { name: 'Cosine, down to 0' })));
    expect(draft().schedule).toEqual({ kind: 'cosine' });
  });
});

import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { JobOptions, LabClient, PruneStep } from '../../../src/index.ts';
import { renderShell } from '../../shell/renderShell.tsx';
import { SensitivityView } from './SensitivityView.tsx';
import { sensitivityStore } from './sensitivityStore.ts';
import { FIRST_SETTINGS } from './settings.ts';

const point = (sparsity: number, accuracy: number) => ({
  sparsity,
  accuracy,
  images: 500,
  low: accuracy,
  high: accuracy,
});
const CURVES = [
  { layer: 'conv1', points: [point(0, 0.9), point(0.5, 0.8), point(0.9, 0.2)] },
  { layer: 'fc1', points: [point(0, 0.9), point(0.5, 0.9), point(0.9, 0.89)] },
];

/** A client that has measured at once. */
const measured = {
  run: async (_job: string, _params: unknown, _options: JobOptions<'measure'>) => ({ sensitivity: CURVES }),
} as unknown as LabClient;

const show = async () => {
  const shell = await renderShell(<SensitivityView />);
  const { selectedId } = shell.store.getState();
  await act(() => sensitivityStore.getState().measure(measured, selectedId, FIRST_SETTINGS, 1));
  return shell;
};
const amountOf = (draft: unknown) => (draft as PruneStep).amount;

describe('SensitivityView', () => {
  it('moves a grip by keyboard and writes the shares of all layers', async () => {
    const { store } = await show();
    const grip = screen.getByRole('slider', { name: 'Share of fc1 to prune' });
    expect(grip.getAttribute('aria-valuenow')).toBe('0.8');
    fireEvent.keyDown(grip, { key: 'ArrowRight' });
    await waitFor(() =>
      expect(amountOf(store.getState().draft)).toEqual({ perLayer: { conv1: 0.8, fc1: 0.81 } }),
    );
    expect(store.getState().draft).toMatchObject({ scope: 'perLayer', granularity: 'weight' });
  });

  it('shares out a loss of accuracy along the curves', async () => {
    const { store } = await show();
    fireEvent.click(screen.getByRole('radio', { name: 'Accuracy lost' }));
    await waitFor(() =>
      expect(amountOf(store.getState().draft)).toEqual({ perLayer: { conv1: 0, fc1: 0.9 } }),
    );
    fireEvent.click(screen.getByRole('radio', { name: 'All alike' }));
    await waitFor(() => expect(amountOf(store.getState().draft)).toEqual({ perLayer: { conv1: 0, fc1: 0 } }));
  });

  it('leaves one ranking to the engine', async () => {
    const { store } = await show();
    fireEvent.click(screen.getByRole('radio', { name: 'One ranking' }));
    await waitFor(() => expect(amountOf(store.getState().draft)).toEqual({ keptWeights: 0.2 }));
    expect(store.getState().draft).toMatchObject({ scope: 'budget' });
  });
});

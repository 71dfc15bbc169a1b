import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Jobs } from '../../../src/index.ts';
import { renderShell } from '../../shell/renderShell.tsx';
import { unitsOfDraft } from './chosenUnits.ts';
import { FiltersView } from './FiltersView.tsx';

async function openFilters() {
  const shown = await renderShell(
    <QueryClientProvider client={new QueryClient()}>
      <FiltersView />
    </QueryClientProvider>,
  );
  const { worker, store } = shown;
  const next = async (name: 'kernels' | 'measure' | 'preview', result: unknown) => {
    await waitFor(() => expect(worker.of(name)).not.toHaveLength(0));
    await act(() => worker.of(name).at(-1)!.done(result));
  };
  const layer = (name: string) => act(async () => store.getState().selectLayer(name));
  return { ...shown, next, layer };
}

const CONV1: Jobs['kernels']['result'] = {
  shape: [5, 5, 1, 20],
  values: Float32Array.from({ length: 500 }, (_, at) => (at % 20) / 20),
  // Filter 3 has been pruned.
  mask: Uint8Array.from({ length: 500 }, (_, at) => (at % 20 === 3 ? 0 : 1)),
};

describe('FiltersView', () => {
  it('cuts and restores single filters through the step being made, and tells the class hit worst', async () => {
    const { next, store } = await openFilters();
    await next('kernels', CONV1);
    expect(await screen.findByText('0 of 19')).toBeTruthy();
    await act(async () => store.getState().selectChannel('conv1', 7));
    fireEvent.click(screen.getByRole('button', { name: 'Cut it' }));
    expect(unitsOfDraft(store.getState().draft)).toEqual({ conv1: [7] });
    await next('preview', {
      report: { layers: [] },
      images: 500,
      accuracy: 0.9,
      accuracyBefore: 0.95,
      perClassAccuracy: [1, 0.6],
      perClassAccuracyBefore: [1, 0.8],
    });
    expect(screen.getByText('90.0%')).toBeTruthy();
    expect(screen.getByText('-20.0 points: 80% → 60%')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Restore it' }));
    expect(unitsOfDraft(store.getState().draft)).toEqual({ conv1: [] });
  });

  it('offers no way to cut a filter that has gone', async () => {
    const { next, store } = await openFilters();
    await next('kernels', CONV1);
    await act(async () => store.getState().selectChannel('conv1', 3));
    expect(await screen.findByText('Filter 3', { selector: 'b' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Cut it' })).toBeNull();
  });

  it('says why the classes cannot go', async () => {
    const { next, layer } = await openFilters();
    await layer('fc1');
    await next('kernels', { shape: [11520, 10], values: new Float32Array(115200), mask: null });
    expect(await screen.findByText(/The outputs of fc1 cannot go/)).toBeTruthy();
  });
});

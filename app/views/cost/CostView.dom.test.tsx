import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderShell } from '../../shell/renderShell.tsx';
import { CostView } from './CostView.tsx';

const LATENCY = {
  backend: 'wasm',
  batchSize: 64,
  series: [
    { variant: 'dense', macs: 1000, medianMs: 20, lowMs: 19, highMs: 22, runs: 30, predictedMs: 20 },
    { variant: 'masked', macs: 1000, medianMs: 21, lowMs: 19, highMs: 22, runs: 30, predictedMs: 20 },
  ],
};

async function openCost() {
  const shell = await renderShell(
    <QueryClientProvider client={new QueryClient()}>
      <CostView />
    </QueryClientProvider>,
  );
  await screen.findByRole('heading', { name: 'What it weighs' });
  return shell;
}

const measureIn = (chapter: string) =>
  within(screen.getByRole('region', { name: chapter })).getByRole('button', { name: /^Measure/ });

describe('CostView', { timeout: 20_000 }, () => {
  it('tells its story in order: weight, work, time here, sparse arithmetic, hardware, all snapshots', async () => {
    await openCost();
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
      'What it weighs',
      'What it computes',
      'What it takes here',
      'What sparse arithmetic would do',
      'What special hardware would do',
      'All snapshots at once',
    ]);
  });

  it('measures nothing before a click, then one thing at a time, and shows what came', async () => {
    const { worker } = await openCost();
    expect(worker.of('measure')).toHaveLength(0);
    fireEvent.click(measureIn('What it takes here'));
    await waitFor(() => expect(worker.of('measure')).toHaveLength(1));
    expect(worker.of('measure')[0]!.params).toMatchObject({ step: { what: ['latency'], batchSize: 64 } });
    expect((measureIn('What it computes') as HTMLButtonElement).disabled).toBe(true);
    await act(() => worker.of('measure')[0]!.done({ latency: LATENCY }));
    await screen.findByText(/Nothing is pruned in this snapshot yet/);
    expect((measureIn('What it computes') as HTMLButtonElement).disabled).toBe(false);
  });

  it('cancels a measurement', async () => {
    const { worker } = await openCost();
    fireEvent.click(measureIn('What it computes'));
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(worker.of('measure')[0]!.aborted()).toBe(true));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says kindly that sparse arithmetic needs another backend', async () => {
    const { store } = await openCost();
    act(() => store.setState({ backend: { ...store.getState().backend!, name: 'webgl' } }));
    await screen.findByText(/this page computes with webgl/);
  });

  it('chooses a snapshot of the front with arrow keys and Enter', async () => {
    const { worker, store } = await openCost();
    const start = store.getState().selectedId;
    await act(async () => {
      const applied = store.getState().applyStep(store.getState().draft);
      await worker.finishStep(100);
      await applied;
    });
    const chart = screen.getByRole('group', { name: /^Accuracy against kept weights of 2 snapshots/ });
    fireEvent.keyDown(chart, { key: 'End' });
    fireEvent.keyDown(chart, { key: 'Enter' });
    expect(store.getState().selectedId).toBe(start);
    fireEvent.keyDown(chart, { key: 'Home' });
    fireEvent.keyDown(chart, { key: 'Enter' });
    expect(store.getState().selectedId).not.toBe(start);
  });
});

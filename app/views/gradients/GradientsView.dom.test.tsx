import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { GradientHistogram, Jobs } from '../../../src/index.ts';
import { renderShell } from '../../shell/renderShell.tsx';
import { viewOf } from '../../store/inMemoryClient.ts';
import { GradientsView } from './GradientsView.tsx';
import { GRADIENT_EDGES } from './gradientBins.ts';
import { useGradientsOptions } from './gradientsOptions.ts';

/** `bin` holds all weights of a layer; bin 60 begins at 10⁻⁴. */
const histogram = (layer: string, bin: number): GradientHistogram => ({
  layer,
  weights: 100,
  zeros: 0,
  below: 0,
  above: 0,
  counts: GRADIENT_EDGES.slice(1).map((_, index) => (index === bin ? 100 : 0)),
  meanAbsolute: 1e-4,
  rootMeanSquare: 2e-4,
});
const LAYERS = [histogram('conv1', 70), histogram('fc1', 60)];

async function open() {
  const shell = await renderShell(
    <QueryClientProvider client={new QueryClient()}>
      <GradientsView />
    </QueryClientProvider>,
  );
  await waitFor(() => expect(shell.worker.of('measure')).toHaveLength(1));
  await act(async () => shell.worker.of('measure')[0]?.done({ gradients: { images: 128, layers: LAYERS } }));
  await screen.findByRole('slider', { name: 'Threshold on |g|' });
  return shell;
}

beforeEach(() => useGradientsOptions.setState({ threshold: null }));

describe('GradientsView', () => {
  it('begins at the threshold that holds back nine tenths, and says each layer’s share', async () => {
    await open();
    expect(screen.getByRole('button', { name: /^conv1: 100\.0%/ })).toBeTruthy();
    expect(screen.getByText(/the first 128 training images/)).toBeTruthy();
  });

  it('follows the line: a decade lower, one of two layers stays below', async () => {
    await open();
    const line = screen.getByRole('slider', { name: 'Threshold on |g|' });
    fireEvent.keyDown(line, { key: 'PageDown' });
    expect(screen.getByRole('button', { name: /^conv1: 0\.0%/ })).toBeTruthy();
    expect(screen.getByRole('button', { name: /^fc1: 100\.0%/ })).toBeTruthy();
    expect(screen.getByText('50.0%')).toBeTruthy();
  });

  it('offers to record where no training was, and sets the train form up for it', async () => {
    const { store } = await open();
    fireEvent.click(screen.getByRole('button', { name: 'Set up a training that records' }));
    expect(store.getState().draft).toMatchObject({
      kind: 'train',
      record: ['gradients', 'weights', 'scales'],
    });
  });

  it('draws what a training on the way recorded', async () => {
    const { store, worker } = await open();
    fireEvent.click(screen.getByRole('button', { name: 'Train and record now (epochs: 1)' }));
    await waitFor(() => expect(worker.of('runStep')).toHaveLength(1));
    const { snapshotId, step } = worker.of('runStep')[0]!.params as Jobs['runStep']['params'];
    expect(step).toMatchObject({ record: ['gradients', 'weights', 'scales'] });
    const view = viewOf(snapshotId, 1);
    const gradients = [0, 1].map((epoch) => ({ step: epoch, epoch, images: 128, layers: LAYERS }));
    const summary = { ...view.summary, train: { steps: 1, ticks: [], record: { gradients } } };
    await act(async () => worker.of('runStep')[0]!.done({ snapshot: { ...view, summary }, step }));
    await act(async () => store.getState().select(snapshotId));
    await waitFor(() =>
      expect(screen.getByRole('group', { name: /^Share of the gradients below/ })).toBeTruthy(),
    );
    expect(screen.getByRole('group', { name: /at 2 moments of training$/ })).toBeTruthy();
  });
});

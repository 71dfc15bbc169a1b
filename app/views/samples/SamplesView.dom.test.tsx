import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { MeasuredBehaviour, NetworkBehaviour } from '../../../src/index.ts';
import { renderShell } from '../../shell/renderShell.tsx';
import { SamplesView } from './SamplesView.tsx';

const network = (recalls: readonly number[]): NetworkBehaviour => ({
  accuracy: 0.9,
  low: 0.88,
  high: 0.92,
  loss: 0.3,
  perClass: recalls.map((recall) => ({ images: 100, predicted: 100, recall, precision: 1 })),
  confusion: [
    [90, 10],
    [0, 100],
  ],
  calibration: {
    expectedError: 0.02,
    maximumError: 0.1,
    brierScore: 0.1,
    meanConfidence: 0.95,
    bins: [{ low: 0, high: 1, count: 200, meanConfidence: 0.95, accuracy: 0.9 }],
  },
});
const NONE = { count: 0, entries: [] };
const REPORT: MeasuredBehaviour = {
  against: 'start',
  images: 2000,
  before: network([0.9, 1]),
  after: network([0.9, 0.7]),
  change: {
    accuracy: -0.1,
    loss: 0.2,
    confusion: [
      [0, 0],
      [30, -30],
    ],
    perClass: [
      { recall: 0, precision: 0 },
      { recall: -0.3, precision: 0 },
    ],
    worstClass: 1,
    agreement: 0.99,
    rightToWrong: {
      count: 1,
      entries: [
        {
          index: 77,
          label: 1,
          before: 1,
          after: 0,
          confidenceBefore: 0.9,
          confidenceAfter: 0.6,
          probabilityBefore: 0.9,
          probabilityAfter: 0.4,
        },
      ],
    },
    wrongToRight: NONE,
    wrongToWrong: NONE,
    mcNemar: { exact: 1, midP: 0.5 },
  },
};

async function open() {
  const queries = new QueryClient();
  const shell = await renderShell(
    <QueryClientProvider client={queries}>
      <SamplesView />
    </QueryClientProvider>,
  );
  const { store, worker } = shell;
  act(() =>
    store.setState({ manifest: { classes: ['0', '1'], splits: { test: { count: 10_000 } } } as never }),
  );
  return { store, worker };
}

describe('SamplesView', () => {
  it('measures some images at first, all on a click, and goes back on cancel', async () => {
    const { worker } = await open();
    await waitFor(() => expect(worker.of('measure')).toHaveLength(1));
    expect(worker.of('measure')[0]!.params).toMatchObject({ step: { what: ['behaviour'], images: 2000 } });
    await act(() => worker.of('measure')[0]!.done({ behaviour: REPORT }));
    fireEvent.click(await screen.findByRole('button', { name: 'Measure on all 10,000' }));
    await waitFor(() => expect(worker.of('measure')).toHaveLength(2));
    expect(worker.of('measure')[1]!.params).not.toHaveProperty('step.images');
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(worker.of('measure')[1]!.aborted()).toBe(true));
    expect(await screen.findByRole('button', { name: 'Measure on all 10,000' })).toBeTruthy();
  });

  it('shows the numbers of the start alone where there is nothing to compare', async () => {
    const { worker } = await open();
    await waitFor(() => expect(worker.of('measure')).toHaveLength(1));
    await act(() => worker.of('measure')[0]!.done({ behaviour: REPORT }));
    expect(await screen.findByText('Accuracy of start')).toBeTruthy();
    expect(screen.queryByText('Images that flipped')).toBeNull();
  });

  it('filters the flipped images by a cell of the matrix, and looks at the one that is clicked', async () => {
    const { store, worker } = await open();
    await act(async () => {
      const step = store.getState().draft;
      void store.getState().applyStep(step);
      await new Promise((next) => setTimeout(next));
      await worker.finishStep(500);
    });
    await waitFor(() => expect(worker.of('measure').length).toBeGreaterThan(0));
    await act(async () => {
      for (const job of worker.of('measure')) await job.done({ behaviour: REPORT });
    });
    fireEvent.click(await screen.findByRole('button', { name: /^Test image 77/ }));
    expect(store.getState().sample).toBe(77);
    const matrix = screen.getByRole('group', { name: /^Confusion matrix/ });
    fireEvent.keyDown(matrix, { key: 'Home' });
    fireEvent.keyDown(matrix, { key: 'Enter' });
    expect(screen.getByText('Only the cell true 0, predicted 0: 0 listed')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(screen.getByRole('button', { name: /^Test image 77/ })).toBeTruthy();
  });
});

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Jobs, NodeSpec } from '../../../../../src/index.ts';
import { renderShell } from '../../../../shell/renderShell.tsx';
import { ScalesSection } from './ScalesSection.tsx';

const NORM: NodeSpec = { kind: 'batchNorm', name: 'bn1', inputs: ['conv1'], epsilon: 1e-5 };

/** A network with one normalisation of four channels, whose scales a test can tell apart. */
async function open() {
  const shell = await renderShell(
    <QueryClientProvider client={new QueryClient()}>
      <ScalesSection />
    </QueryClientProvider>,
  );
  const { store, worker } = shell;
  const withNorm = store.getState().nodes.map((node) => {
    const { snapshot } = node;
    if (!snapshot) return node;
    return {
      ...node,
      snapshot: { ...snapshot, spec: { ...snapshot.spec, nodes: [...snapshot.spec.nodes, NORM] } },
    };
  });
  await act(async () => store.setState({ nodes: withNorm }));
  await waitFor(() => expect(worker.of('kernels')).toHaveLength(1));
  expect(worker.of('kernels')[0]!.params).toMatchObject({ layer: 'bn1' });
  await act(async () =>
    worker.of('kernels')[0]!.done({ shape: [4], values: Float32Array.of(0.1, -0.2, 0.3, 0.9), mask: null }),
  );
  await screen.findByRole('button', { name: 'Set up this cut' }, { timeout: 8000 });
  return shell;
}

describe('ScalesSection', () => {
  it('says what a cut of half the channels takes, and sets it up as a global cut by |γ|', async () => {
    const { store } = await open();
    expect(screen.getByText(/50% of the channels have \|γ\| ≤ 0\.2/)).toBeTruthy();
    expect(screen.getByText(/bn1 2 of 4/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Set up this cut' }));
    expect(store.getState().draft).toMatchObject({
      kind: 'prune',
      criterion: 'batchNormScale',
      granularity: 'filter',
      scope: 'global',
      amount: { sparsity: 0.5 },
    });
  });

  it('measures the cliff cut by cut, and stops when asked to', async () => {
    const { worker } = await open();
    const answer = (accuracy: number) =>
      ({ accuracy, accuracyBefore: 0.9, images: 500 }) as Jobs['preview']['result'];
    // The panel on the right previews too; the cliff's own come after.
    const cuts = () =>
      worker.of('preview').filter(({ params }) => {
        const { step } = params as Jobs['preview']['params'];
        return step.criterion === 'batchNormScale';
      });
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Measure the cliff' })));
    await waitFor(() => expect(cuts()).toHaveLength(1));
    await act(async () => cuts()[0]!.done(answer(0.88)));
    await waitFor(() => expect(cuts()).toHaveLength(2));
    expect(screen.getByText('1 of 12 cuts measured')).toBeTruthy();
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Cancel' })));
    expect(cuts()[1]!.aborted()).toBe(true);
    await waitFor(() => expect(screen.queryByText(/cuts measured/)).toBeNull());
  });
});

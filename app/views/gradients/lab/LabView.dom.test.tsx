import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError, type Jobs } from '../../../../src/index.ts';
import { renderShell } from '../../../shell/renderShell.tsx';
import { LabView } from './LabView.tsx';
import { FIRST_SETTINGS } from './labSettings.ts';
import { useExchangeLab } from './labStore.ts';
import { createEntry } from './testEntries.ts';

beforeEach(() => {
  useExchangeLab.getState().clear();
  useExchangeLab.setState({ settings: FIRST_SETTINGS });
});

async function open() {
  const shell = await renderShell(<LabView />);
  await waitFor(() => expect(screen.getByRole('button', { name: 'Compare' })).toBeTruthy());
  return shell;
}

const table = () => within(screen.getByRole('region', { name: 'Rules compared' }));

describe('LabView', () => {
  it('says which batches the workers can share', async () => {
    await open();
    const workers = screen.getByRole('textbox', { name: 'Workers' });
    fireEvent.change(workers, { target: { value: '6' } });
    expect(screen.getByRole('alert').textContent).toMatch(/126, 132/);
    expect(screen.getByRole('button', { name: 'Compare' }).hasAttribute('disabled')).toBe(true);
  });

  it('tries the rules one after another and says what came of it', async () => {
    const { worker, store } = await open();
    fireEvent.click(screen.getByRole('button', { name: 'Compare' }));
    for (const [place, [rule, accuracy]] of (
      [
        ['dense', 0.93],
        ['threshold', 0.9],
      ] as const
    ).entries()) {
      await waitFor(() => expect(worker.of('exchange')).toHaveLength(place + 1));
      const { step, fresh } = worker.of('exchange')[place]!.params as Jobs['exchange']['params'];
      expect({ fresh, rule: step.gradients?.rule }).toEqual({ fresh: true, rule });
      await act(async () => worker.of('exchange')[place]!.done(createEntry(rule, accuracy).trial));
    }
    await waitFor(() => expect(worker.of('exchange')).toHaveLength(3));
    expect(screen.getByText(/Dense exchange reached 93\.00% after 150 batches/)).toBeTruthy();
    expect(screen.getByText(/Threshold lost 3 points against it and sent 4× fewer bytes/)).toBeTruthy();
    // Cancelled: the third goes, the first two stay.
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Cancel' })));
    await waitFor(() => expect(table().getAllByRole('row')).toHaveLength(3));
    expect(screen.getByRole('button', { name: 'Compare again' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Make it a step' }));
    expect(store.getState().draft).toMatchObject({
      kind: 'train',
      steps: 150,
      gradients: { rule: 'threshold', workers: 4, sparsity: 0.99 },
    });
  });

  it('goes on after a rule that diverged, and does not try again what is known', async () => {
    const { worker } = await open();
    fireEvent.click(screen.getByRole('button', { name: 'Compare' }));
    await waitFor(() => expect(worker.of('exchange')).toHaveLength(1));
    await act(async () => worker.of('exchange')[0]!.done(createEntry('dense', 0.93).trial));
    await waitFor(() => expect(worker.of('exchange')).toHaveLength(2));
    await act(async () => worker.of('exchange')[1]!.fail(new AppError('not-a-number', 'loss')));
    await waitFor(() => expect(worker.of('exchange')).toHaveLength(3));
    await act(async () => worker.of('exchange')[2]!.done(createEntry('dgc', 0.93).trial));
    expect(table().getByText('diverged')).toBeTruthy();
    fireEvent.click(screen.getByRole('switch', { name: 'Factor masking' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Threshold' }));
    fireEvent.click(screen.getByRole('button', { name: 'Compare again' }));
    await waitFor(() => expect(worker.of('exchange')).toHaveLength(4));
    const { step } = worker.of('exchange')[3]!.params as Jobs['exchange']['params'];
    expect(step.gradients).toMatchObject({ rule: 'dgc', factorMasking: false });
    expect(table().getByRole('button', { name: 'DGC b' })).toBeTruthy();
  });
});

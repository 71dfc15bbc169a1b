import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { RunBar } from './RunBar.tsx';
import { renderShell } from './renderShell.tsx';

const press = (name: string) => act(async () => fireEvent.click(screen.getByRole('button', { name })));

describe('RunBar', () => {
  it('starts the training of the form, holds it, and goes on', async () => {
    const { worker, store } = await renderShell(<RunBar />);
    await press('Play: start training');
    expect(worker.of('runStep')[0]?.params).toMatchObject({ step: { kind: 'train', epochs: 1 } });
    await press('Pause');
    await press('Resume');
    expect(worker.of('runStep')[0]?.commands).toEqual(['pause', 'play']);
    expect(store.getState().job).toMatchObject({ kind: 'running', paused: false });
  });

  it('starts held and trains one batch', async () => {
    const { worker } = await renderShell(<RunBar />);
    await press('Train one batch');
    expect(worker.of('runStep')[0]?.params).toMatchObject({ paused: true });
    expect(worker.of('runStep')[0]?.commands).toEqual(['stepOnce']);
  });

  it('counts batches, speed and time left, and draws both curves in words', async () => {
    const { worker } = await renderShell(<RunBar />);
    await press('Play: start training');
    await act(async () => {
      const tick = { total: 468, epoch: 0, imagesPerSecond: 1234, learningRate: 0.001, remainingMs: 7100 };
      worker.of('runStep')[0]?.tick({ ...tick, done: 10, loss: 2.3, accuracy: 0.1 });
      worker.of('runStep')[0]?.tick({ ...tick, done: 20, loss: 1.15, accuracy: 0.6 });
    });
    expect(screen.getByText('1 / 1')).toBeTruthy();
    expect(screen.getByText('20 / 468')).toBeTruthy();
    expect(screen.getByText('1,234')).toBeTruthy();
    expect(screen.getByText('8 sec')).toBeTruthy();
    expect(await screen.findByRole('img', { name: 'Loss: from 2.3 to 1.15 over 20 batches' })).toBeTruthy();
  });

  it('finishes early and keeps, or stops and discards', async () => {
    const { worker, store } = await renderShell(<RunBar />);
    await press('Play: start training');
    await press('Finish here and keep');
    expect(worker.of('runStep')[0]?.commands).toEqual(['finish']);
    await press('Stop and discard');
    expect(worker.of('runStep')[0]?.aborted()).toBe(true);
    expect(store.getState().nodes).toHaveLength(1);
  });
});

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { renderShell } from './renderShell.tsx';
import { Shell } from './Shell.tsx';

async function open(search: string) {
  history.replaceState(null, '', `/${search}`);
  const lab = await renderShell(
    <QueryClientProvider client={new QueryClient()}>
      <Shell />
    </QueryClientProvider>,
  );
  const key = (init: KeyboardEventInit) =>
    act(async () => void fireEvent.keyDown(document.documentElement, init));
  return { ...lab, key };
}
afterEach(() => history.replaceState(null, '', '/'));

describe('a page opened by a link with options', () => {
  it('has no part that the link hides, and no key of it', async () => {
    const { store, worker, key } = await open('?hide=rail,panel,run,map,tabs,share,file');
    for (const name of ['Recipe', 'Next step', 'Running', 'Network map', 'Share', 'File']) {
      expect(screen.queryByLabelText(name)).toBeNull();
      expect(screen.queryByRole('button', { name })).toBeNull();
    }
    expect(screen.getAllByRole('tab')).toHaveLength(1);
    await key({ key: '4', code: 'Digit4' });
    await key({ key: 's', code: 'KeyS' });
    expect(store.getState().view).toBe('weights');
    expect(worker.of('runStep')).toHaveLength(0);
  });

  it('names network and data set, but offers no other, where they are locked', async () => {
    await open('?lock=dataset,seed');
    expect(screen.getByText('LeNet-5 · MNIST')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Network and data/ })).toBeNull();
    expect(screen.queryByRole('button', { name: 'File' })).toBeNull();
  });

  it('leads out of another page to the whole one', async () => {
    await open('?embed=1&hide=rail');
    const link = await screen.findByRole('link', { name: 'Open in Pruning Lab' });
    expect(link.getAttribute('href')).toMatch(/\/\?hide=rail$/);
    expect(screen.queryByRole('button', { name: 'Share' })).toBeNull();
  });

  it('tells what in the link it does not know', async () => {
    await open('?hide=moon&lock=seed');
    expect(await screen.findByText(/hide=moon/, undefined, { timeout: 8000 })).toBeTruthy();
  });

  it('skips to the view by the first link, and opens nothing by it', async () => {
    const { store } = await open('#r=1.kept');
    const { sessionId } = store.getState();
    await act(async () => fireEvent.click(screen.getByRole('link', { name: 'Skip to the view' })));
    expect(document.activeElement?.id).toBe('stage');
    expect(location.hash).toBe('#r=1.kept');
    expect(store.getState().sessionId).toBe(sessionId);
  });

  it('gives the focus back when a dialog is closed', async () => {
    const { store, key } = await open('');
    const share = screen.getAllByRole('button', { name: 'Share' })[0]!;
    share.focus();
    await key({ key: '?', shiftKey: true });
    const dialog = await screen.findByRole('dialog', undefined, { timeout: 8000 });
    await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
    await act(async () => store.getState().openDialog(null));
    await waitFor(() => expect(document.activeElement).toBe(share));
  });

  it('is whole without options, and opens the commands by their key', async () => {
    const { key } = await open('');
    expect(screen.getByRole('navigation', { name: 'Recipe' })).toBeTruthy();
    expect(screen.getAllByRole('tab')).toHaveLength(8);
    await key({ key: 'k', code: 'KeyK', ctrlKey: true });
    expect(
      await screen.findByRole('combobox', { name: 'What do you want to do?' }, { timeout: 8000 }),
    ).toBeTruthy();
  });
});

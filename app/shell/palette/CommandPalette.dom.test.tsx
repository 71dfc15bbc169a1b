import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type LinkOptions, NO_LINK_OPTIONS } from '../../linkOptions.ts';
import { PRUNE } from '../../store/openTestLab.ts';
import { LinkOptionsContext } from '../linkOptionsContext.ts';
import { renderShell } from '../renderShell.tsx';
import { CommandPalette } from './CommandPalette.tsx';

async function open(options: LinkOptions = NO_LINK_OPTIONS) {
  let closed = 0;
  const lab = await renderShell(
    <LinkOptionsContext value={options}>
      <CommandPalette onClose={() => closed++} />
    </LinkOptionsContext>,
  );
  const field = await screen.findByRole('combobox');
  const names = () => screen.queryAllByRole('option').map((option) => option.textContent);
  const type = (value: string) => fireEvent.change(field, { target: { value } });
  const press = (key: string) => act(async () => void fireEvent.keyDown(field, { key }));
  return { ...lab, field, names, type, press, closed: () => closed };
}

describe('CommandPalette', () => {
  it('does what is found, by Enter', async () => {
    const { store, type, press, names, closed } = await open();
    expect(screen.getByRole('dialog', { name: 'Commands' })).toBeTruthy();
    type('sensit');
    expect(names()).toEqual(['Sensitivity4']);
    await press('Enter');
    expect(store.getState().view).toBe('sensitivity');
    expect(closed()).toBe(1);
  });

  it('moves with the arrows, around both ends', async () => {
    const { field, names, press, type } = await open();
    type('view');
    await press('ArrowUp');
    const selected = () => screen.getByRole('option', { selected: true });
    expect(selected().textContent).toBe(names().at(-1));
    expect(field.getAttribute('aria-activedescendant')).toBe(selected().id);
    await press('ArrowDown');
    expect(selected().textContent).toBe(names()[0]);
  });

  it('offers undo and comparing once there is something to', async () => {
    const { store, worker, names, type, press } = await open();
    type('undo');
    expect(names()).toEqual([]);
    await act(async () => {
      void store.getState().applyStep(PRUNE);
      await worker.finishStep(200);
    });
    expect(names()).toHaveLength(1);
    await press('Enter');
    expect(store.getState().nodes).toHaveLength(1);
  });

  it('offers nothing of what a link hides or locks', async () => {
    const { names } = await open({
      lock: ['dataset'],
      hide: ['rail', 'panel', 'run', 'tabs', 'file', 'share'],
      embed: false,
    });
    expect(names()).toEqual([
      '中文',
      'Appearance: Light',
      'Appearance: Dark',
      'Appearance: As the system',
      'Keyboard shortcuts?',
    ]);
  });
});

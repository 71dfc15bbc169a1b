import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderShell } from '../../shell/renderShell.tsx';
import { StructureView } from './StructureView.tsx';

const show = async () => {
  const shell = await renderShell(
    <QueryClientProvider client={new QueryClient()}>
      <StructureView />
    </QueryClientProvider>,
  );
  await screen.findByRole('heading', { name: 'What goes together' });
  return shell;
};

describe('StructureView', () => {
  it('says what goes with a channel, and which layer cannot lose any', async () => {
    await show();
    expect(screen.getByText(/no additions that join layers/)).toBeTruthy();
    expect(screen.queryByText('Inside blocks, or whole stages?')).toBeNull();
    const [part] = screen.getAllByRole('listitem');
    expect(part!.textContent).toMatch(/^fc1 \d+ inputs: 0, 20, 40, …$/);
    expect(screen.getByText(/Cannot lose channels: fc1/)).toBeTruthy();
  });

  it('chooses the layer of a group, and shows the one that was chosen elsewhere', async () => {
    const { store } = await show();
    fireEvent.click(screen.getByRole('button', { name: 'conv1' }));
    expect(store.getState().layer).toBe('conv1');
    expect(screen.getByRole('button', { name: 'conv1' }).getAttribute('aria-pressed')).toBe('true');
    store.getState().selectLayer('fc1');
    expect(await screen.findByText(/fc1 cannot lose channels/)).toBeTruthy();
  });

  it('has the widths as a table', async () => {
    await show();
    const table = screen.getByRole('region', { name: /Values as a table/ });
    const rows = await within(table).findAllByRole('row');
    expect(rows[1]!.textContent).toBe('conv12020');
  });
});

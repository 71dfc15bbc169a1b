import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { stepSchema } from '../../../src/index.ts';
import { renderShell } from '../renderShell.tsx';
import { NetworkMenu } from './NetworkMenu.tsx';

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name });
const press = (name: string | RegExp) => act(async () => fireEvent.click(button(name)));

async function renderMenu() {
  const lab = await renderShell(<NetworkMenu />);
  await press(/Network and data/);
  await waitFor(() => button('Build a network…'));
  return lab;
}

describe('NetworkMenu', () => {
  it('opens a preset on the data set that was chosen first', async () => {
    const { store } = await renderMenu();
    await act(async () => fireEvent.click(screen.getByRole('radio', { name: 'CIFAR-10' })));
    expect(screen.queryByRole('button', { name: /MLP-500-300/ })).toBeNull();
    await press(/^ResNet-8/);
    expect(store.getState().header).toMatchObject({
      dataset: { name: 'cifar-10' },
      network: { preset: 'resnet-8' },
    });
    expect(store.getState().header.weights).toBeUndefined();
  });

  it('begins at the open network and is moved through with the arrows', async () => {
    await renderMenu();
    expect(document.activeElement).toBe(button(/^LeNet-5 ?MNIST/));
    fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(button(/^LeNet-300-100 ?MNIST/));
  });

  it('asks before steps are closed', async () => {
    const { store, worker } = await renderShell(<NetworkMenu />);
    await act(async () => {
      void store.getState().applyStep(stepSchema.parse({ kind: 'reinitialize' }));
      await worker.finishStep();
    });
    await press(/Network and data/);
    await waitFor(() => button('Build a network…'));
    await press(/^Conv-6 \(half\)/);
    expect(store.getState().header.network).toEqual({ preset: 'lenet-5' });
    await waitFor(() => screen.getByText('Open another network?'));
    await press('Open');
    expect(store.getState().header.network).toEqual({ preset: 'conv-6-half' });
  });
});

describe('the dialog that builds a network', () => {
  async function renderEditor() {
    const lab = await renderMenu();
    await press('Build a network…');
    await waitFor(() => screen.getByRole('textbox', { name: 'Filters of conv1' }));
    return lab;
  }
  const fill = (name: string, value: string) =>
    act(async () => fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } }));

  it('tells the size of each layer while it is filled in', async () => {
    await renderEditor();
    expect(screen.getByText('14×14×16')).toBeTruthy();
    await fill('Filters of conv1', '24');
    expect(screen.getByText('14×14×24')).toBeTruthy();
    await act(async () => fireEvent.click(screen.getByRole('checkbox', { name: 'Max pool after conv1' })));
    expect(screen.getByText('28×28×24')).toBeTruthy();
  });

  it('says what is wrong, and opens nothing until it is right', async () => {
    const { store } = await renderEditor();
    await fill('Filters of conv1', '0');
    expect(screen.getByText('convs[0].filters: 0 (expected 1 to 1024)')).toBeTruthy();
    expect(button('Open').disabled).toBe(true);
    await fill('Filters of conv1', '8');
    await press('Open');
    expect(store.getState().header.network).toMatchObject({
      spec: { name: 'My network', nodes: expect.arrayContaining([expect.objectContaining({ filters: 8 })]) },
    });
  });

  it('adds layers up to the most there may be, and takes them away', async () => {
    await renderEditor();
    for (let layers = 2; layers < 8; layers++) await press('Add a convolution');
    expect(button('Add a convolution').disabled).toBe(true);
    await press('Remove conv8');
    expect(screen.queryByRole('textbox', { name: 'Filters of conv8' })).toBeNull();
    await press('Remove fc1');
    expect(screen.getByText('the classes')).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: /Units of/ })).toBeNull();
  });
});

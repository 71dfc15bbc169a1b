import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { describe, expect, it } from 'vitest';
import type { LabClient, LayerCost, SnapshotView } from '../../../src/index.ts';
import { createI18n } from '../../i18n/createI18n.ts';
import { createLabStore } from '../../store/createLabStore.ts';
import { LabContext } from '../../store/labContext.ts';
import { NetworkMap } from './NetworkMap.tsx';

const cost = (name: string, channels: number, keptWeights: number) =>
  ({
    name,
    kind: 'dense',
    shape: [channels, 100],
    channels,
    keptChannels: channels,
    weights: 100 * channels,
    keptWeights,
  }) as unknown as LayerCost;

const SNAPSHOT = {
  id: 's1',
  spec: {
    name: 'net',
    nodes: [
      { name: 'input', kind: 'input', inputs: [], shape: [100] },
      { name: 'fc1', kind: 'dense', inputs: ['input'], units: 50, bias: true },
      { name: 'relu1', kind: 'relu', inputs: ['fc1'] },
      { name: 'fc2', kind: 'dense', inputs: ['relu1'], units: 10, bias: true },
    ],
  },
  summary: { cost: { layers: [cost('fc1', 50, 1000), cost('fc2', 10, 1000)] } },
} as unknown as SnapshotView;

/** fc1 and fc3 make the same channels, since they are added. */
const RESIDUAL = {
  ...SNAPSHOT,
  spec: {
    name: 'residual',
    nodes: [
      { name: 'input', kind: 'input', inputs: [], shape: [100] },
      { name: 'fc1', kind: 'dense', inputs: ['input'], units: 50, bias: true },
      { name: 'relu1', kind: 'relu', inputs: ['fc1'] },
      { name: 'fc2', kind: 'dense', inputs: ['relu1'], units: 20, bias: true },
      { name: 'fc3', kind: 'dense', inputs: ['fc2'], units: 50, bias: true },
      { name: 'add', kind: 'add', inputs: ['fc3', 'relu1'] },
      { name: 'fc4', kind: 'dense', inputs: ['add'], units: 10, bias: true },
    ],
  },
  summary: { cost: { layers: [cost('fc1', 50, 1000), cost('fc2', 20, 1000), cost('fc3', 50, 1000)] } },
} as unknown as SnapshotView;

/** No job is asked for: the map draws what the store holds. */
const CLIENT: LabClient = {
  run: () => Promise.reject(new Error('not asked')),
  onNotice: () => () => {},
  onDataset: () => () => {},
  dispose: () => {},
};

const messages = await createI18n('en');

function showMap(snapshot: SnapshotView = SNAPSHOT) {
  const store = createLabStore({ client: CLIENT });
  store.setState({
    nodes: [{ id: 's1', parentId: null, step: null, status: 'done', snapshot }],
    selectedId: 's1',
    drawn: true,
  });
  render(
    <I18nextProvider i18n={messages}>
      <MantineProvider>
        <LabContext value={{ store, client: CLIENT }}>
          <NetworkMap />
        </LabContext>
      </MantineProvider>
    </I18nextProvider>,
  );
  return store;
}

describe('NetworkMap', () => {
  it('says of each layer how much of it is kept', () => {
    showMap();
    const names = screen.getAllByRole('button').map((button) => button.getAttribute('aria-label'));
    expect(names).toEqual([
      'fc1, 50, 20.0% of the weights kept, channels kept: 50 / 50',
      'fc2, 10, 100.0% of the weights kept, channels kept: 10 / 10',
    ]);
  });

  it('starts at the first layer and chooses another on a click', () => {
    const store = showMap();
    const [first, second] = screen.getAllByRole('button');
    expect(first!.getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(second!);
    expect(store.getState().layer).toBe('fc2');
    expect(second!.getAttribute('aria-pressed')).toBe('true');
  });

  it('goes to the next layer with the arrow keys', () => {
    const store = showMap();
    const [first, second] = screen.getAllByRole('button');
    first!.focus();
    fireEvent.keyDown(first!, { key: 'ArrowRight' });
    expect(store.getState().layer).toBe('fc2');
    expect(document.activeElement).toBe(second);
  });

  it('lights up the layers whose channels are joined with the one that is looked at', async () => {
    showMap(RESIDUAL);
    const [first, inner, last] = screen.getAllByRole('button');
    await waitFor(() => expect(first!.title).toBe('channels shared with fc3'));
    expect(inner!.title).toBe('');
    expect(screen.getByTitle('add, reads fc3, relu1').textContent).toBe('+');
    const plain = last!.className;
    fireEvent.pointerOver(first!);
    expect(last!.className).not.toBe(plain);
    fireEvent.pointerOver(inner!);
    expect(last!.className).toBe(plain);
    fireEvent.focus(first!);
    expect(last!.className).not.toBe(plain);
    fireEvent.blur(first!);
    expect(last!.className).toBe(plain);
  });
});

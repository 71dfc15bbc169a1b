import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { describe, expect, it } from 'vitest';
import { createI18n } from '../i18n/createI18n.ts';
import { BarChart } from './bars/BarChart.tsx';
import { Distribution } from './distribution/Distribution.tsx';
import { FeatureMapGrid } from './featureMaps/FeatureMapGrid.tsx';
import { Histogram } from './histogram/Histogram.tsx';
import { LineChart } from './line/LineChart.tsx';

const messages = await createI18n('en');
const show = (chart: ReactNode) =>
  render(
    <I18nextProvider i18n={messages}>
      <MantineProvider>{chart}</MantineProvider>
    </I18nextProvider>,
  );
const cells = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .map((row) => [...row.children].map((cell) => cell.textContent));

const HISTOGRAM = {
  bins: { domain: [-1, 1], counts: [3, 5], atZero: 7 },
  label: 'weights of fc1',
  xLabel: 'weight',
  yLabel: 'count',
  zeroText: 'pruned: 7',
  columns: { from: 'from', to: 'to', count: 'count', compared: 'B' },
  describeBin: ({ from, to, count }: { from: number; to: number; count: number }) =>
    `${from}…${to}: ${count}`,
  formatValue: String,
  formatCount: String,
} as const;

describe('Histogram', () => {
  it('has a name, and the same numbers as a table', () => {
    show(<Histogram {...HISTOGRAM} compared={{ domain: [-1, 1], counts: [1, 2], atZero: 0 }} />);
    expect(screen.getByRole('group', { name: 'weights of fc1' })).toBeTruthy();
    expect(cells(screen.getByRole('table'))).toEqual([
      ['from', 'to', 'count', 'B'],
      ['-1', '0', '3', '1'],
      ['0', '1', '5', '2'],
    ]);
  });

  it('hatches its bars between the lines, and fills none where nothing is', () => {
    const bins = { domain: [-1, 1], counts: [3, 0, 5, 1], atZero: 0 } as const;
    const threshold = { value: 0.25, max: 1, onChange: () => {}, label: 'threshold', valueText: '0.25' };
    const { container } = show(<Histogram {...HISTOGRAM} bins={bins} threshold={threshold} />);
    const numberOf = (element: Element | null, name: string) => Number(element?.getAttribute(name));
    const hatched = container.querySelector('g[clip-path]');
    expect(hatched?.getAttribute('fill')).toBe(`url(#${container.querySelector('linearGradient')?.id})`);
    const bars = [...(hatched?.querySelectorAll('rect') ?? [])];
    expect(bars).toHaveLength(3);
    const cut = container.querySelector('clipPath rect');
    // From -0.25 to 0.25, of bins half a unit wide.
    expect(numberOf(cut, 'width')).toBeCloseTo(numberOf(bars[2]!, 'x') - numberOf(bars[1]!, 'x'), 6);
    expect(numberOf(cut, 'x') + numberOf(cut, 'width') / 2).toBeCloseTo(numberOf(bars[1]!, 'x'), 6);
  });

  it('holds lines that lie beyond the axis at its ends', () => {
    const threshold = { value: 5, max: 1, onChange: () => {}, label: 'threshold', valueText: '5' };
    const { container } = show(<Histogram {...HISTOGRAM} threshold={threshold} />);
    const slider = screen.getByRole('slider', { name: 'threshold' });
    expect(slider.getAttribute('aria-valuenow')).toBe('1');
    const right = Math.max(
      ...[...container.querySelectorAll('g > line')].map((line) => Number(line.getAttribute('x2'))),
    );
    expect(Number(slider.querySelector('line')?.getAttribute('x1'))).toBe(right);
    const width = Number(container.querySelector('figure svg')?.getAttribute('width'));
    expect(right).toBeLessThan(width);
  });

  it('shows the table to everybody on a click', () => {
    show(<Histogram {...HISTOGRAM} />);
    const button = screen.getByRole('button', { name: 'Table' });
    const twin = screen.getByRole('region');
    const hidden = twin.className;
    expect(button.getAttribute('aria-expanded')).toBe('false');
    fireEvent.click(button);
    expect(screen.getByRole('button', { name: 'Hide table' }).getAttribute('aria-expanded')).toBe('true');
    expect(twin.className).not.toBe(hidden);
  });

  it('reads the bins out with arrow keys', () => {
    const { container } = show(<Histogram {...HISTOGRAM} />);
    const chart = screen.getByRole('group', { name: 'weights of fc1' });
    const live = container.querySelector('[aria-live]');
    expect(chart.getAttribute('tabindex')).toBe('0');
    fireEvent.keyDown(chart, { key: 'ArrowRight' });
    expect(live?.textContent).toBe('-1…0: 3');
    fireEvent.keyDown(chart, { key: 'ArrowRight' });
    expect(live?.textContent).toBe('0…1: 5');
  });

  it('moves the threshold by keyboard and tells its value in words', () => {
    const values: number[] = [];
    const threshold = {
      value: 0.5,
      max: 1,
      onChange: (value: number) => values.push(value),
      label: 'threshold',
      valueText: 'one half',
    };
    const { container } = show(<Histogram {...HISTOGRAM} threshold={threshold} />);
    const slider = screen.getByRole('slider', { name: 'threshold' });
    expect(slider.getAttribute('aria-valuetext')).toBe('one half');
    fireEvent.keyDown(slider, { key: 'ArrowRight' });
    fireEvent.keyDown(slider, { key: 'Home' });
    expect(values).toEqual([0.51, 0]);
    // The readout of the bins has its own keys and stays silent.
    expect(container.querySelector('[aria-live]')?.textContent).toBe('');
  });
});

describe('LineChart', () => {
  it('reads points out and changes the curve with up and down', () => {
    const { container } = show(
      <LineChart
        series={[
          { id: 'a', name: 'conv1', points: [0, 1].map((x) => ({ x, y: 1 - x, low: 0, high: 1 })) },
          { id: 'b', name: 'fc1', points: [0, 1].map((x) => ({ x, y: 0.5 })) },
        ]}
        xDomain={[0, 1]}
        yDomain={[0, 1]}
        label="sensitivity"
        xLabel="x"
        yLabel="y"
        columns={['layer', 'x', 'y', 'low', 'high']}
        describePoint={({ name }, { x, y }) => `${name} ${x} ${y}`}
        formatX={String}
        formatY={String}
        formatTickY={String}
      />,
    );
    const chart = screen.getByRole('group', { name: 'sensitivity' });
    const live = container.querySelector('[aria-live]');
    fireEvent.keyDown(chart, { key: 'ArrowRight' });
    expect(live?.textContent).toBe('conv1 0 1');
    fireEvent.keyDown(chart, { key: 'ArrowDown' });
    expect(live?.textContent).toBe('fc1 0 0.5');
    expect(cells(screen.getByRole('table'))).toContainEqual(['conv1', '1', '0', '0', '1']);
    expect(cells(screen.getByRole('table'))).toContainEqual(['fc1', '1', '0.5', '', '']);
  });
});

describe('Distribution', () => {
  it('says of every value on which side of the cut it lies, and moves the cut by hundredths', () => {
    const cuts: number[] = [];
    show(
      <Distribution
        values={[0.2, 0.9, 0.5]}
        mean={{ value: 0.53, text: 'mean' }}
        cut={{
          value: 0.5,
          onChange: (value) => cuts.push(value),
          text: 'cut',
          label: 'cut at',
          valueText: 'half',
        }}
        label="APoZ"
        yLabel="APoZ"
        columns={['channel', 'APoZ', 'state']}
        stateOf={(above) => (above ? 'cut' : 'kept')}
        nameOf={(index) => `channel ${index}`}
        formatY={String}
        formatTickY={String}
      />,
    );
    expect(cells(screen.getByRole('table')).slice(1)).toEqual([
      ['channel 0', '0.2', 'kept'],
      ['channel 1', '0.9', 'cut'],
      ['channel 2', '0.5', 'kept'],
    ]);
    fireEvent.keyDown(screen.getByRole('slider', { name: 'cut at' }), { key: 'ArrowUp' });
    fireEvent.keyDown(screen.getByRole('slider', { name: 'cut at' }), { key: 'PageDown' });
    expect(cuts).toEqual([0.51, 0.4]);
  });
});

describe('BarChart', () => {
  it('writes every value, its spread and its note', () => {
    const { container } = show(
      <BarChart
        groups={[{ name: 'dense', bars: [{ name: 'A', value: 20, low: 18, high: 25 }] }]}
        label="latency"
        columns={['variant', 'snapshot', 'ms', 'low', 'high']}
        noteOf={() => 'median'}
        format={(value) => `${value} ms`}
      />,
    );
    fireEvent.keyDown(screen.getByRole('group', { name: 'latency' }), { key: 'Home' });
    expect(container.querySelector('[aria-live]')?.textContent).toBe(
      'dense · A\n20 ms (18 ms – 25 ms)\nmedian',
    );
    expect(cells(screen.getByRole('table'))[1]).toEqual(['dense', 'A', '20 ms', '18 ms', '25 ms']);
  });
});

describe('FeatureMapGrid', () => {
  it('tells of each map how much is exactly 0', () => {
    const { container } = show(
      <FeatureMapGrid
        maps={{ shape: [1, 2, 2], values: Float32Array.from([0, 1, 3, 2]) }}
        label="relu1"
        columns={['map', 'zeros', 'max']}
        nameOf={(tile) => `map ${tile}`}
        describeMap={(tile, { zeroShare }) => `map ${tile}: ${zeroShare}`}
        formatShare={String}
        formatValue={String}
      />,
    );
    fireEvent.keyDown(screen.getByRole('img', { name: 'relu1' }), { key: 'ArrowRight' });
    expect(container.querySelector('[aria-live]')?.textContent).toBe('map 0: 0.5');
    expect(cells(screen.getByRole('table')).slice(1)).toEqual([
      ['map 0', '0.5', '3'],
      ['map 1', '0', '2'],
    ]);
  });
});

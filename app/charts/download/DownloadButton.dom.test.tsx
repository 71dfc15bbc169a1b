import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, it, vi } from 'vitest';
import { createI18n } from '../../i18n/createI18n.ts';
import { BarChart } from '../bars/BarChart.tsx';

const messages = await createI18n('en');
const chart = (value: number) => (
  <I18nextProvider i18n={messages}>
    <MantineProvider env="test">
      <BarChart
        groups={[{ name: 'dense', bars: [{ name: 'A', value }] }]}
        label="latency, measured"
        columns={['variant', 'snapshot', 'ms', 'low', 'high']}
        format={(shown) => `${shown} ms`}
      />
    </MantineProvider>
  </I18nextProvider>
);

afterEach(() => vi.restoreAllMocks());

it('hands out the values that the chart shows now, under the name of the chart', async () => {
  const files: Blob[] = [];
  const names: string[] = [];
  URL.createObjectURL = (file) => `blob:${files.push(file as Blob)}`;
  URL.revokeObjectURL = () => {};
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download);
  });
  const { rerender } = render(chart(20));
  rerender(chart(30));
  fireEvent.click(screen.getByRole('button', { name: 'Download' }));
  const items = await screen.findAllByRole('menuitem', undefined, { timeout: 8000 });
  expect(items.map(({ textContent }) => textContent)).toEqual([
    'Picture, SVG',
    'Picture, PNG',
    'Values, CSV',
  ]);
  fireEvent.click(items[2]!);
  expect(names).toEqual(['latency-measured.csv']);
  expect(files[0]?.type).toBe('text/csv;charset=utf-8');
  const text = await new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsText(files[0]!);
  });
  expect(text).toBe('variant,snapshot,ms,low,high\r\ndense,A,30 ms,,\r\n');
});

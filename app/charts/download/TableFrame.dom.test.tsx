import { MantineProvider } from '@mantine/core';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, it, vi } from 'vitest';
import { createI18n } from '../../i18n/createI18n.ts';
import { readTable } from './readTable.ts';
import { TableFrame } from './TableFrame.tsx';

const messages = await createI18n('en');

afterEach(() => vi.restoreAllMocks());

function parse(html: string) {
  const box = document.createElement('div');
  box.innerHTML = `<table>${html}</table>`;
  return readTable(box.querySelector('table')!);
}

it('reads cells as they are shown, and nothing that is for the eye alone', () => {
  const table = parse(`
    <thead><tr><td></td><th data-csv="LAMP">1</th><th>sum <span aria-hidden="true">↓</span></th><th data-no-csv>use</th></tr></thead>
    <tbody><tr><th><button>conv1</button><span>pruned</span></th><td>12 / <b>20</b></td><td>3.5</td><td data-no-csv><button>Use</button></td></tr>
      <tr><th>conv2</th><td colspan="2">running</td></tr></tbody>
    <tfoot><tr><th>All</th><td></td><td>9</td></tr></tfoot>`);
  expect(table).toEqual({
    columns: ['', 'LAMP', 'sum'],
    rows: [
      ['conv1 pruned', '12 / 20', '3.5'],
      ['conv2', 'running', ''],
      ['All', '', '9'],
    ],
  });
});

/** Two rows of which one is drawn until all are asked for. */
function Rows() {
  const [all, setAll] = useState(false);
  const withAllRows = (read: () => void) => {
    flushSync(() => setAll(true));
    read();
    setAll(false);
  };
  return (
    <TableFrame label="Channels of conv1" withAllRows={withAllRows}>
      <table>
        <tbody>
          {['channel', '1', ...(all ? ['2'] : [])].map((text) => (
            <tr key={text}>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

it('hands out all rows under the name of the table, and leaves the page as it was', async () => {
  const files: Blob[] = [];
  const names: string[] = [];
  URL.createObjectURL = (file) => `blob:${files.push(file as Blob)}`;
  URL.revokeObjectURL = () => {};
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download);
  });
  render(
    <I18nextProvider i18n={messages}>
      <MantineProvider env="test">
        <Rows />
      </MantineProvider>
    </I18nextProvider>,
  );
  expect(screen.getByRole('region', { name: 'Channels of conv1' }).tabIndex).toBe(0);
  await act(async () => fireEvent.click(screen.getByRole('button', { name: /CSV.*Channels of conv1/ })));
  await waitFor(() => expect(names).toEqual(['Channels-of-conv1.csv']));
  const text = await new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsText(files[0]!);
  });
  expect(text).toBe('channel\r\n1\r\n2\r\n');
  await waitFor(() => expect(screen.queryByText('2')).toBeNull());
});

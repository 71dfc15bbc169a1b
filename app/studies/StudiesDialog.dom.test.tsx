import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { StudyEvent, StudyRecord } from '../../src/index.ts';
import type { Language } from '../i18n/resources.ts';
import { NO_LINK_OPTIONS } from '../linkOptions.ts';
import { LinkOptionsContext } from '../shell/linkOptionsContext.ts';
import { renderShell } from '../shell/renderShell.tsx';
import { StudiesDialog } from './StudiesDialog.tsx';
import { useStudyStore } from './studyStore.ts';

/** Of two seeds: SNIP keeps one weight of a layer, SynFlow a few. */
const RECORD: StudyRecord = {
  version: 1,
  study: 'synflow-collapse',
  size: 'lesson',
  settings: {},
  backend: { name: 'wasm', device: 'test' },
  versions: { pruningLab: '0', tfjs: '0' },
  seeds: [1, 2].map((seed) => ({
    seed,
    seconds: 12,
    values: {
      'thinnest-magnitude': 1,
      'thinnest-snip': 2 * seed,
      'thinnest-synflow': 6 + seed,
      'thinnest-grasp': 40,
    },
    curves: {
      thinnest: [
        { series: 'SNIP', x: 0.1, y: 900 * seed },
        { series: 'SNIP', x: 0.01, y: 20 },
      ],
    },
  })),
};

const FIRST = useStudyStore.getState();

async function open({
  records = [],
  language = 'en',
}: {
  readonly records?: readonly StudyRecord[];
  readonly language?: Language;
} = {}) {
  let closed = 0;
  const lab = await renderShell(
    <LinkOptionsContext value={{ ...NO_LINK_OPTIONS, study: 'synflow-collapse' }}>
      <StudiesDialog onClose={() => closed++} />
    </LinkOptionsContext>,
    { language },
  );
  await screen.findByRole('article', {}, { timeout: 15_000 });
  await act(() => lab.worker.of('listStudyRecords')[0]!.done(records));
  const job = () => lab.worker.of('study').at(-1)!;
  const tell = (event: StudyEvent) => act(async () => job().tick(event as never));
  const press = (name: string) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));
  return { ...lab, job, tell, press, closed: () => closed };
}

const rowOf = (name: RegExp) =>
  within(screen.getByRole('row', { name }))
    .getAllByRole('cell')
    .map((cell) => cell.textContent);

describe('StudiesDialog', () => {
  beforeEach(() => useStudyStore.setState(FIRST, true));

  it('opens on the study of the link, which stands in the address, and shows another that is chosen', async () => {
    const { press, view } = await open();
    expect(screen.getByRole('article', { name: 'Layers that collapse' })).toBeTruthy();
    expect(screen.getByText('Not run on this machine yet.')).toBeTruthy();
    expect(screen.getByText(/at 90 %, 99 %, 99\.9 %, .* 1,000 training and 200 test images/)).toBeTruthy();
    expect(location.search).toBe('?study=synflow-collapse');
    await press('Deep gradient compression');
    expect(screen.getByRole('article', { name: 'Deep gradient compression' })).toBeTruthy();
    expect(
      screen.getByRole('link', { name: /^Deep Gradient Compression: Reducing/ }).getAttribute('href'),
    ).toBe('https://arxiv.org/abs/1712.01887');
    expect(location.search).toBe('?study=dgc');
    view.unmount();
    expect(location.search).toBe('');
  });

  it('runs the seeds asked for, tells the recipe, and sets the readings beside the paper', async () => {
    const { job, tell, press } = await open();
    expect(screen.getByText(/^About \d+ sec on this machine\.$/)).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: '2' }));
    await press('Run');
    expect(job().params).toEqual({ study: 'synflow-collapse', size: 'lesson', seeds: [1, 2] });
    await tell({ kind: 'unit', name: 'pruned', seed: 2, place: 2, units: 2 });
    expect(screen.getByText('Recipe 2 of 2: pruned, seed 2')).toBeTruthy();
    await tell({ kind: 'record', record: { ...RECORD, seeds: RECORD.seeds.slice(0, 1) } });
    expect(rowOf(/by SynFlow/)[1]).toBe('7 (1)');
    await act(() => job().done(RECORD));
    expect(rowOf(/by SNIP/)).toEqual(['≤ 1', '3.0 ± 1.4 (2)', '2 … 4', 'not held']);
    expect(rowOf(/by SynFlow/)).toEqual(['≥ 2', '7.5 ± 0.7 (2)', '7 … 8', 'held']);
    expect(rowOf(/by GraSP/)).toEqual(['–', '40 (2)', '–', 'control']);
    expect(screen.getByText('The 2 seeds chosen are done.')).toBeTruthy();
    const curve = screen.getByRole('region', { name: /Weights left in the thinnest layer: weights/ });
    expect(within(curve).getByText('1350')).toBeTruthy();
  });

  it('stops when it is told to, and keeps what was there', async () => {
    const { job, press } = await open({ records: [{ ...RECORD, seeds: RECORD.seeds.slice(0, 1) }] });
    fireEvent.click(screen.getByRole('radio', { name: '3' }));
    expect(screen.getByText('About 24 sec, going by the seeds that are done.')).toBeTruthy();
    await press('Run the missing seeds');
    await press('Stop');
    expect(job().aborted()).toBe(true);
    expect(screen.getByRole('button', { name: 'Run the missing seeds' })).toBeTruthy();
    expect(rowOf(/by SynFlow/)[1]).toBe('7 (1)');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('opens a recipe of the study in the rail, with its steps pending', async () => {
    const { store, press } = await open();
    await press('Open as recipe');
    const { nodes, header, dialog } = store.getState();
    expect(header).toMatchObject({
      seed: 1,
      dataset: { name: 'cifar-10' },
      network: { preset: 'conv-4-half' },
    });
    expect(nodes).toHaveLength(1 + 4 * 3);
    expect(nodes.slice(1).every(({ status }) => status === 'pending')).toBe(true);
    expect(dialog).toBeNull();
  });

  it('is whole in Chinese', async () => {
    await open({ language: 'zh', records: [RECORD] });
    expect(screen.getByRole('article', { name: '层的崩塌' })).toBeTruthy();
    expect(rowOf(/按 SynFlow/)[3]).toBe('成立');
    expect(screen.getByRole('dialog', { name: '论文实验' }).textContent).not.toMatch(
      /undefined|studies\.|ui\./,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { createI18n } from '../i18n/createI18n.ts';
import type { Language } from '../i18n/resources.ts';
import { createLabStore } from '../store/createLabStore.ts';
import { DEFAULT_DRAFTS, DEFAULT_RECIPE } from '../store/defaults.ts';
import { createInMemoryClient, viewOf } from '../store/inMemoryClient.ts';
import { nameOf } from '../store/treeNodes.ts';
import { createReport } from './createReport.ts';

const EVIL = '<img src=x onerror=alert(1)>';
const DATE = new Date('2026-03-04T05:06:07Z');

const histogramOf = (layer: string, pruned: number) => ({
  layer,
  domain: [-0.5, 0.5] as const,
  counts: [1, 8, 3],
  pruned,
  mean: 0.01,
  standardDeviation: 0.2,
});

/** A session of a start and, where `kept` is told, of one pruned snapshot; every name in it is an attack. */
async function write({
  language = 'en',
  kept,
}: {
  readonly language?: Language;
  readonly kept?: number;
} = {}) {
  const worker = createInMemoryClient({ manual: ['openSession', 'evaluate'] });
  const store = createLabStore({ client: worker.client });
  const opened = store.getState().openRecipe({ ...DEFAULT_RECIPE, seed: 17 });
  const { id } = store.getState().nodes[0]!;
  const view = viewOf(id, 0);
  const accuracy = { ...view.summary.accuracy, perClassAccuracy: [0.9, 0.8] };
  const layers = view.summary.cost.layers.map((layer, place) =>
    place === 0 ? { ...layer, name: EVIL } : layer,
  );
  const cost = { ...view.summary.cost, layers };
  const snapshot = {
    ...view,
    spec: { ...view.spec, name: EVIL },
    summary: { ...view.summary, accuracy, cost },
  };
  await worker.of('openSession')[0]!.done({ snapshot, manifest: null });
  await expect.poll(() => worker.of('evaluate').length).toBe(1);
  await worker.of('evaluate')[0]!.done(accuracy);
  await opened;
  if (kept !== undefined) {
    const applied = store.getState().applyStep({ ...DEFAULT_DRAFTS.prune!, note: EVIL });
    await worker.finishStep(kept);
    await applied;
  }
  const messages = await createI18n(language);
  await messages.loadNamespaces('report');
  const text = createReport(store, worker.client, messages.getFixedT(language, 'report'), {
    language,
    describeStep: (node) => `step ${nameOf(node)}`,
    title: EVIL,
    date: DATE,
  });
  const asked = worker.of('histograms').at(-1)!;
  const { ids } = asked.params as { ids: readonly string[] };
  await asked.done(ids.map((_, place) => [histogramOf(EVIL, place), histogramOf('fc1', 5)]));
  const report = await text;
  return { report, ids, page: new DOMParser().parseFromString(report, 'text/html') };
}

const tables = (page: Document) =>
  [...page.querySelectorAll('table')].map((table) =>
    [...table.rows].map((row) => [...row.cells].map(({ textContent }) => textContent?.trim())),
  );

describe('createReport', () => {
  it('tells of the steps, the network, the weights and the recipe', async () => {
    const { page, ids } = await write({ kept: 200 });
    expect(ids).toHaveLength(2);
    const [steps, network] = tables(page);
    expect(steps).toHaveLength(3);
    expect(steps![2]!.slice(0, 4)).toEqual([`step 1-prune A1-prune · ${EVIL}`, '90.00%', '0.3', '20.0%200']);
    expect(network!.map((row) => row.length)).toEqual([7, 7, 7, 7]);
    expect(page.querySelectorAll('.many figure')).toHaveLength(2);
    expect(page.querySelectorAll('circle')).toHaveLength(2);
    const recipe = JSON.parse(page.querySelector('details pre')!.textContent!);
    expect([recipe.seed, recipe.steps[0].kind]).toEqual([17, 'prune']);
    expect(page.querySelector('time')?.getAttribute('datetime')).toBe(DATE.toISOString());
  });

  it('leaves out comparisons where the start is all there is', async () => {
    const { page, ids } = await write();
    expect(ids).toHaveLength(1);
    const [steps, network, classes] = tables(page);
    expect(steps).toHaveLength(2);
    expect(network![0]).toHaveLength(4);
    expect(classes!.map((row) => row.slice(0, 2))).toEqual([
      ['Class', 'A'],
      ['0', '90.0%'],
      ['1', '80.0%'],
    ]);
    expect(page.querySelector('circle')).toBeNull();
  });

  it('is harmless whatever names hold, runs no script and asks for nothing', async () => {
    const { page, report } = await write({ kept: 200 });
    expect(
      page.querySelectorAll('img, script, link, iframe, object, embed, form, image, use, a'),
    ).toHaveLength(0);
    for (const element of page.querySelectorAll('*')) {
      for (const { name } of element.attributes) expect(name).not.toMatch(/^on|^src$|^href$|^xlink/);
    }
    expect(page.querySelector('h1')?.textContent).toBe(EVIL);
    expect(page.title).toBe(EVIL);
    expect(report).not.toContain('<img');
    expect([...report.matchAll(/url\(([^)]*)\)/g)].map(([, target]) => target)).toEqual(['#hatch']);
    expect(report).not.toMatch(/@import|javascript:/);
  });

  it('is written in Chinese too', async () => {
    const { page, report } = await write({ language: 'zh', kept: 200 });
    expect(page.documentElement.lang).toBe('zh-CN');
    expect([...page.querySelectorAll('h2')].map(({ textContent }) => textContent)).toEqual([
      '步骤',
      '准确率与保留权重',
      '网络',
      '权重',
      '计数方式',
      '配方',
    ]);
    expect(report).toContain('2026年3月4日');
    expect(report).not.toMatch(/\{\{|undefined|NaN/);
  });
});

import type { StoreApi } from 'zustand';
import { version } from '../../package.json';
import { AppError, type LabClient } from '../../src/index.ts';
import { formatterOf } from '../format.ts';
import type { LabState, TreeNode } from '../store/labState.ts';
import { toRecipe } from '../store/recipeTree.ts';
import { nameOf } from '../store/treeNodes.ts';
import { collectReport, type ReportData } from './collectReport.ts';
import { HATCH } from './drawHistogram.ts';
import { type Html, html } from './html.ts';
import { writeClasses, writeHistograms, writeNetwork } from './networkSections.ts';
import { REPORT_STYLE } from './reportStyle.ts';
import type { ReportWords } from './reportWords.ts';
import { writeAccuracy, writeSteps } from './stepSections.ts';

export interface ReportOptions {
  readonly language: string;
  readonly describeStep: (node: TreeNode) => string;
  /** What stands above all, such as the session's name. */
  readonly title: string;
  readonly date: Date;
}

function writeHead(
  { state, chosen }: ReportData,
  { t, format, language }: ReportWords,
  options: ReportOptions,
): Html {
  const { backend, header, manifest } = state;
  const facts: readonly (readonly [string, string])[] = [
    [t('facts.network'), chosen.snapshot.spec.name],
    [
      t('facts.dataset'),
      manifest
        ? t('facts.images', {
            name: manifest.title,
            train: format.count(header.dataset.trainSize ?? manifest.splits.train.count),
            test: format.count(header.dataset.testSize ?? manifest.splits.test.count),
          })
        : header.dataset.name,
    ],
    [t('facts.seed'), String(header.seed)],
    [t('facts.chosen'), nameOf(chosen)],
    [
      t('facts.backend'),
      backend
        ? t('facts.backendOf', { name: t(`facts.backends.${backend.name}`), device: backend.device })
        : '–',
    ],
    [t('facts.version'), t('facts.versionOf', { version })],
    [t('facts.browser'), navigator.userAgent],
  ];
  const written = options.date.toLocaleString(language, { dateStyle: 'long', timeStyle: 'short' });
  return html`<header><h1>${options.title}</h1>
<div class="quiet"><time datetime="${options.date.toISOString()}">${written}</time></div>
<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></header>`;
}

function writeEnd({ state, chosen }: ReportData, { t, format }: ReportWords): Html {
  const { images } = chosen.snapshot.summary.accuracy;
  const sentences = (['accuracy', 'kept', 'macs', 'bytes', 'seconds', 'repeat'] as const).map(
    (name) => html`<p>${t(`conventions.${name}`, { images: format.count(images) })}</p>`,
  );
  return html`<h2>${t('conventions.title')}</h2>${sentences}
<h2>${t('recipe.title')}</h2><p class="quiet">${t('recipe.explain')}</p>
<details><summary>${t('recipe.show')}</summary><pre>${JSON.stringify(toRecipe(state), null, 2)}</pre></details>`;
}

/**
 * What was done and what came of it, as one HTML file that needs nothing else: no script, no request, and every name in it
 * is text whatever it holds. Throws `unexpected` where no snapshot stands yet.
 */
export async function createReport(
  store: StoreApi<LabState>,
  client: LabClient,
  t: ReportWords['t'],
  options: ReportOptions,
): Promise<string> {
  const data = await collectReport(store, client);
  if (!data) throw new AppError('unexpected', 'no snapshot to report of');
  const words: ReportWords = {
    t,
    format: formatterOf(options.language),
    language: options.language,
    describeStep: options.describeStep,
  };
  const page = html`<!doctype html>
<html lang="${options.language === 'zh' ? 'zh-CN' : options.language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Pruning Lab ${version}">
<title>${options.title}</title><style>${{ html: REPORT_STYLE }}</style></head>
<body>${HATCH}${writeHead(data, words, options)}
<main>${writeSteps(data, words)}
${writeAccuracy(data, words)}
${writeNetwork(data, words)}
${writeHistograms(data, words)}
${writeClasses(data, words)}
${writeEnd(data, words)}</main></body></html>
`;
  return page.html;
}

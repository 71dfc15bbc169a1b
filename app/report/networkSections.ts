import { nameOf } from '../store/treeNodes.ts';
import type { ReportData } from './collectReport.ts';
import { drawShare } from './drawAccuracy.ts';
import { drawHistogram } from './drawHistogram.ts';
import { type Html, html, NOTHING } from './html.ts';
import type { ReportWords } from './reportWords.ts';

/** Tables of so many rows stand on one sheet of paper. */
const MOST_SHORT = 14;

const scrollOf = (rows: readonly Html[]) => (rows.length > MOST_SHORT ? 'scroll' : 'scroll short');

const writeShape = (shape: readonly number[]) => shape.join(' × ');

/** The layers with weights, as they were at the start and as they are in A. */
export function writeNetwork({ start, chosen }: ReportData, { t, format }: ReportWords): Html {
  const { layers, totals } = start.snapshot.summary.cost;
  const now = chosen.snapshot.summary.cost;
  const differs = chosen.id !== start.id;
  const columns = [
    'shape',
    'params',
    'macs',
    ...(differs ? (['shapeA', 'keptA', 'channelsA'] as const) : []),
  ] as const;
  const rows = layers.map((layer) => {
    const own = now.layers.find(({ name }) => name === layer.name);
    const cells = own
      ? html`<td>${writeShape(own.shape)}</td><td>${format.percent(own.keptWeights / own.weights)}</td><td>${t('network.channelsOf', { kept: own.keptChannels, all: own.channels })}</td>`
      : html`<td>–</td><td>–</td><td>–</td>`;
    return html`<tr><th scope="row" class="text">${layer.name} <span class="quiet">${t(`network.kinds.${layer.kind}`)}</span></th><td>${writeShape(layer.shape)}</td><td>${format.count(layer.params)}</td><td>${format.count(layer.macs)}</td>${differs ? cells : NOTHING}</tr>`;
  });
  const total = html`<tr><th scope="row" class="text"><b>${t('network.total')}</b></th><td></td><td>${format.count(totals.params)}</td><td>${format.count(totals.macs)}</td>${
    differs
      ? html`<td></td><td>${format.percent(now.totals.keptWeights / now.totals.weights)}</td><td></td>`
      : NOTHING
  }</tr>`;
  return html`<h2>${t('network.title')}</h2>
<p class="quiet">${t('network.explain')}</p>
<div class="${scrollOf(rows)}"><table><thead><tr><th scope="col" class="text">${t('network.layer')}</th>${columns.map((name) => html`<th scope="col">${t(`network.${name}`)}</th>`)}</tr></thead><tbody>${rows}${total}</tbody></table></div>`;
}

type LayerHistogram = ReportData['histograms'][number]['chosen'];

function writeHistogram(own: LayerHistogram, name: string, { t, format }: ReportWords): Html {
  const facts = t('histograms.facts', {
    kept: format.count(own.counts.reduce((sum, count) => sum + count, 0)),
    pruned: format.count(own.pruned),
    mean: format.number(own.mean),
    deviation: format.number(own.standardDeviation),
  });
  const picture = drawHistogram({
    bins: { domain: own.domain, counts: own.counts, atZero: own.pruned },
    name,
    label: t('histograms.factsOf', { layer: own.layer, name, facts }),
    format: (value) => format.number(value, 2),
  });
  return html`${picture}<div class="quiet">${facts}</div>`;
}

/** The histograms of each layer of A, at the start and in A. */
export function writeHistograms({ histograms, start, chosen }: ReportData, words: ReportWords): Html {
  if (histograms.length === 0) return NOTHING;
  const { t } = words;
  const differs = chosen.id !== start.id;
  const pictures = histograms.map(({ chosen: own, start: before }) => {
    const above = before ? writeHistogram(before, t('histograms.start'), words) : NOTHING;
    const below = writeHistogram(own, differs ? 'A' : t('histograms.start'), words);
    return html`<figure><b>${own.layer}</b>${above}${below}</figure>`;
  });
  const explain = differs ? t('histograms.explain', { name: nameOf(chosen) }) : t('histograms.explainStart');
  return html`<h2>${t('histograms.title')}</h2><p class="quiet">${explain}</p><div class="many">${pictures}</div>`;
}

/** The accuracy of each class in A, against that at the start. */
export function writeClasses({ state, start, chosen }: ReportData, { t, format }: ReportWords): Html {
  const own = chosen.snapshot.summary.accuracy.perClassAccuracy;
  const before = start.snapshot.summary.accuracy.perClassAccuracy;
  if (own.length === 0) return NOTHING;
  const differs = chosen.id !== start.id && before.length === own.length;
  const rows = own.map((share, place) => {
    const name = state.manifest?.classes[place] ?? String(place);
    const cells = differs
      ? html`<td>${format.percent(before[place]!)}</td><td>${format.percent(share)}</td><td>${format.points(share - before[place]!)}</td>`
      : html`<td>${format.percent(share)}</td>`;
    return html`<tr><th scope="row" class="text">${name}</th>${cells}<td>${drawShare(share, differs ? before[place] : undefined)}</td></tr>`;
  });
  const columns = differs ? (['start', 'chosen', 'change'] as const) : (['chosen'] as const);
  return html`<h2>${t('classes.title')}</h2><p class="quiet">${t(differs ? 'classes.explain' : 'classes.explainStart')}</p>
<div class="${scrollOf(rows)}"><table><thead><tr><th scope="col" class="text">${t('classes.class')}</th>${columns.map((name) => html`<th scope="col">${t(`classes.${name}`)}</th>`)}<td></td></tr></thead><tbody>${rows}</tbody></table></div>`;
}

import { nameOf } from '../store/treeNodes.ts';
import { type DoneNode, listDone, type ReportData } from './collectReport.ts';
import { drawAccuracy } from './drawAccuracy.ts';
import { type Html, html, NOTHING } from './html.ts';
import type { ReportWords } from './reportWords.ts';

const keptShareOf = ({ snapshot }: DoneNode) => {
  const { keptWeights, weights } = snapshot.summary.cost.totals;
  return weights === 0 ? 1 : keptWeights / weights;
};

function writeStep(
  node: DoneNode,
  before: DoneNode | undefined,
  { chosen, state }: ReportData,
  words: ReportWords,
): Html {
  const { t, format, describeStep } = words;
  const { accuracy, cost, seconds } = node.snapshot.summary;
  const { totals } = cost;
  const parent = state.nodes.find(({ id }) => id === node.parentId);
  const notes = [
    ...(parent && parent.id !== before?.id ? [t('steps.from', { name: nameOf(parent) })] : []),
    ...(accuracy.origin === 'shipped' ? [t('steps.shipped')] : []),
    ...(node.step?.note ? [node.step.note] : []),
  ];
  const badge = node.id === chosen.id ? html` <span class="badge">A</span>` : NOTHING;
  return html`<tr${node.id === chosen.id ? html` class="chosen"` : NOTHING}>
<th scope="row" class="text">${describeStep(node)}${badge}<div class="quiet">${[nameOf(node), ...notes].join(' · ')}</div></th>
<td>${format.percent(accuracy.accuracy, 2)}</td><td>${format.number(accuracy.loss, 4)}</td>
<td>${format.percent(keptShareOf(node))}<div class="quiet">${format.count(totals.keptWeights)}</div></td>
<td>${format.compact(totals.effectiveMacs)}<div class="quiet">${t('steps.of', { amount: format.compact(totals.macs) })}</div></td>
<td>${format.bytes(totals.bytes.bitmap)}<div class="quiet">${t('steps.whole', { amount: format.bytes(totals.bytes.dense) })}</div></td>
<td>${format.number(seconds, 2)}</td></tr>`;
}

/** The recipe's rows with what each led to. Rows that have not run are told of in a sentence. */
export function writeSteps(data: ReportData, words: ReportWords): Html {
  const { t, format } = words;
  const rows = listDone(data.state);
  const waiting = data.state.nodes.length - rows.length;
  const images = Math.max(...rows.map(({ snapshot }) => snapshot.summary.accuracy.images));
  const columns = ['accuracy', 'loss', 'kept', 'macs', 'bytes', 'seconds'] as const;
  return html`<h2>${t('steps.title')}</h2>
<p class="quiet">${t('steps.explain', { images: format.count(images) })}</p>
<div class="scroll"><table><thead><tr><th scope="col" class="text">${t('steps.step')}</th>${columns.map((name) => html`<th scope="col">${t(`steps.${name}`)}</th>`)}</tr></thead>
<tbody>${rows.map((node, place) => writeStep(node, rows[place - 1], data, words))}</tbody></table></div>
${waiting > 0 ? html`<p class="note">${t('steps.waiting', { count: waiting })}</p>` : NOTHING}`;
}

/** Accuracy against kept weights; nothing to see while there is one snapshot alone. */
export function writeAccuracy({ state, chosen }: ReportData, { t, format }: ReportWords): Html {
  const rows = listDone(state);
  if (rows.length < 2) return NOTHING;
  const accuracies = rows.map(({ snapshot }) => snapshot.summary.accuracy.accuracy);
  const isWide = Math.max(...accuracies) - Math.min(...accuracies) > 0.1;
  const picture = drawAccuracy({
    points: rows.map((node) => ({
      id: node.id,
      parentId: node.parentId,
      name: nameOf(node),
      keptShare: keptShareOf(node),
      accuracy: node.snapshot.summary.accuracy.accuracy,
    })),
    selected: chosen.id,
    label: t('accuracy.label', { count: rows.length }),
    xLabel: t('accuracy.x'),
    yLabel: t('accuracy.y'),
    formatX: (share) => format.percent(share, share < 0.1 ? 1 : 0),
    formatY: (share) => format.percent(share, isWide ? 0 : 1),
  });
  return html`<h2>${t('accuracy.title')}</h2><figure>${picture}<figcaption>${t('accuracy.caption')}</figcaption></figure>`;
}

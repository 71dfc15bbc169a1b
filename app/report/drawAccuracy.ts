import { computeParetoLayout } from '../charts/pareto/layout.ts';
import { type Html, html, NOTHING } from './html.ts';

const WIDTH = 880;
const HEIGHT = 340;

/** A snapshot as a point. */
export interface AccuracyPoint {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  /** Weights kept, above 0 and up to 1. */
  readonly keptShare: number;
  /** 0…1. */
  readonly accuracy: number;
}

export interface AccuracyPicture {
  readonly points: readonly AccuracyPoint[];
  /** Drawn full. */
  readonly selected: string;
  readonly label: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly formatX: (share: number) => string;
  readonly formatY: (share: number) => string;
}

/** Accuracy of all snapshots against their kept weights, each joined with the one that it was made of. */
export function drawAccuracy(picture: AccuracyPicture): Html {
  const { selected, label, xLabel, yLabel, formatX, formatY } = picture;
  const { box, points, xTicks, yTicks } = computeParetoLayout({
    points: picture.points.map(({ id, name, keptShare, accuracy }) => ({
      id,
      name,
      x: keptShare,
      y: accuracy,
    })),
    front: [],
    emphasized: [selected],
    width: WIDTH,
    height: HEIGHT,
    formatX,
    formatY,
  });
  const placeOf = new Map(points.map((point) => [point.id, point]));
  const ways = picture.points.map(({ id, parentId }) => {
    const [from, to] = [placeOf.get(parentId ?? ''), placeOf.get(id)];
    return from && to ? html`<path class="way" d="M${from.px},${from.py}L${to.px},${to.py}"/>` : NOTHING;
  });
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${label}">
${yTicks.map(({ at, text }) => html`<line class="grid" x1="${box.left}" x2="${box.right}" y1="${at}" y2="${at}"/><text x="${box.left - 8}" y="${at}" dy="0.32em" text-anchor="end">${text}</text>`)}
<line class="axis" x1="${box.left}" x2="${box.right}" y1="${box.bottom}" y2="${box.bottom}"/>
${xTicks.map(({ at, text }) => html`<text x="${at}" y="${box.bottom + 17}" text-anchor="middle">${text}</text>`)}
<text x="${box.right}" y="${HEIGHT - 6}" text-anchor="end">${xLabel}</text><text x="0" y="14">${yLabel}</text>
${ways}${points.map(({ id, px, py }) => html`<circle class="${id === selected ? 'point full' : 'point'}" cx="${px}" cy="${py}" r="${id === selected ? 7 : 5}"/>`)}
${points.map(({ id, name, label: at }) => (at ? html`<text x="${at.x}" y="${at.y}" dy="0.34em" text-anchor="${at.anchor}" font-weight="${id === selected ? 700 : 400}">${name}</text>` : NOTHING))}
</svg>`;
}

const BAR = { width: 160, height: 14 } as const;

/** A share as a bar, with another one as a mark across it. */
export function drawShare(share: number, compared: number | undefined): Html {
  const mark =
    compared === undefined
      ? NOTHING
      : html`<path class="start" d="M${compared * BAR.width},0V${BAR.height}"/>`;
  return html`<svg viewBox="-1 0 ${BAR.width + 2} ${BAR.height}" width="${BAR.width + 2}" height="${BAR.height}" aria-hidden="true"><rect class="soft" width="${BAR.width}" height="${BAR.height}" opacity="0.35"/><rect class="kept" y="3" width="${share * BAR.width}" height="${BAR.height - 6}"/>${mark}</svg>`;
}

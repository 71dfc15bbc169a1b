import type { ExchangeTick } from '../../../../src/index.ts';
import type { LinePoint, LineSeries } from '../../../charts/line/layout.ts';
import type { NamedEntry } from './labEntry.ts';

/** Points of a curve that its marks leave room for. */
const MOST_POINTS = 25;
/** The least share that a logarithmic axis shows; nothing sent stands there. */
const LEAST_SHARE = 1e-6;

/** A value of a tick: on its own, or with the batches it is the mean over. */
type Read = (tick: ExchangeTick) => number | undefined;

/** Every n-th tick and the last, so that no more than MOST_POINTS are left. */
function thin(ticks: readonly ExchangeTick[]): readonly ExchangeTick[] {
  const every = Math.ceil(ticks.length / MOST_POINTS);
  return ticks.filter((_, index) => (ticks.length - 1 - index) % every === 0);
}

/** Means over as many stretches of the ticks as a curve has points, each weighed by its batches. */
export function toMeans(ticks: readonly ExchangeTick[], read: Read): readonly LinePoint[] {
  const every = Math.ceil(ticks.length / MOST_POINTS);
  const points: LinePoint[] = [];
  for (let from = 0; from < ticks.length; from += every) {
    const part = ticks.slice(from, from + every);
    let [sum, batches] = [0, 0];
    for (const [index, tick] of part.entries()) {
      const before = ticks[from + index - 1]?.step ?? 0;
      sum += (read(tick) ?? 0) * (tick.step - before);
      batches += tick.step - before;
    }
    points.push({ x: part.at(-1)!.step, y: batches === 0 ? 0 : sum / batches });
  }
  return points;
}

/** The values of some of the ticks; those without one are left out. */
export function toPoints(ticks: readonly ExchangeTick[], read: Read): readonly LinePoint[] {
  return thin(ticks).flatMap((tick) => {
    const y = read(tick);
    return y === undefined ? [] : [{ x: tick.step, y }];
  });
}

/** One curve for each entry, in their order: colour and mark of an entry are the same in every chart. */
export function toEntrySeries(
  entries: readonly NamedEntry[],
  points: (entry: NamedEntry) => readonly LinePoint[],
): LineSeries[] {
  return entries.map((entry) => ({ id: entry.key, name: entry.name, points: points(entry) }));
}

/** Share sent of each of some tensors as a power of ten, by tick. */
export function toSentSeries(
  ticks: readonly ExchangeTick[],
  tensors: readonly { readonly name: string; readonly place: number }[],
): LineSeries[] {
  return tensors.map(({ name, place }) => ({
    id: name,
    name,
    points: toPoints(ticks, ({ sentSparsities }) =>
      Math.log10(Math.max(LEAST_SHARE, 1 - (sentSparsities[place] ?? 1))),
    ),
  }));
}

/** A domain that holds all y of some series and others besides, widened a little; `fallback` where there are none. */
export function domainOf(
  series: readonly LineSeries[],
  fallback: readonly [number, number],
  also: readonly number[] = [],
): readonly [number, number] {
  const values = [...series.flatMap(({ points }) => points.map(({ y }) => y)), ...also].filter(
    Number.isFinite,
  );
  if (values.length === 0) return fallback;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = high > low ? 0.06 * (high - low) : 0.5;
  return [low - room, high + room];
}

/** A domain in powers of ten that holds all y of some series and others besides, out to whole ones. */
export function decadesOf(
  series: readonly LineSeries[],
  also: readonly number[] = [],
): readonly [number, number] {
  const values = [...series.flatMap(({ points }) => points.map(({ y }) => y)), ...also];
  if (values.length === 0) return [0, 1];
  const [low, high] = [Math.floor(Math.min(...values)), Math.ceil(Math.max(...values))];
  return [low, high > low ? high : low + 1];
}

/** A layer's weight among the tensors of an exchange, first those of `layer`; at most so many. */
export function chooseTensors(
  tensors: readonly string[],
  layer: string | undefined,
  most: number,
): readonly { readonly name: string; readonly place: number }[] {
  const weights = tensors.flatMap((tensor, place) =>
    tensor.endsWith('.weight') ? [{ name: tensor.slice(0, -'.weight'.length), place }] : [],
  );
  const wanted = weights.findIndex(({ name }) => name === layer);
  if (wanted < most) return weights.slice(0, most);
  return [...weights.slice(0, most - 1), weights[wanted]!];
}

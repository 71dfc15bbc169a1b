import type { ChannelGroup, NetworkSpec } from '../../../src/index.ts';

/** What one unit of a group takes out of one node. */
export interface CoupledPart {
  /** A layer or a batch normalisation. */
  readonly node: string;
  /** `own`: it makes these channels; `norm`: it normalises them; `reader`: it reads them. */
  readonly kind: 'own' | 'norm' | 'reader';
  /** Counted from 0, along its outputs or its inputs. */
  readonly places: readonly number[];
}

const KINDS = {
  own: 'own',
  bias: 'own',
  scale: 'norm',
  shift: 'norm',
  statistics: 'norm',
  reader: 'reader',
} as const;

const nodeOf = (weight: string) => weight.slice(0, weight.lastIndexOf('.'));

/** The unit that a channel of a layer belongs to; undefined where it is none of the group's. */
export function findUnit(group: ChannelGroup, layer: string, channel: number): number | undefined {
  const own = group.slices.find(({ role, weight }) => role === 'own' && nodeOf(weight) === layer);
  const unit = own?.units[channel];
  return unit === undefined || unit < 0 ? undefined : unit;
}

/** All that goes with a unit, each node once, in the order of the network. */
export function listCoupledParts(group: ChannelGroup, unit: number): readonly CoupledPart[] {
  const parts = new Map<string, CoupledPart>();
  for (const { weight, role, units } of group.slices) {
    const kind = KINDS[role];
    const node = nodeOf(weight);
    const places = [...units.keys()].filter((place) => units[place] === unit);
    if (places.length > 0 && !parts.has(`${kind} ${node}`))
      parts.set(`${kind} ${node}`, { node, kind, places });
  }
  return [...parts.values()];
}

/** `3`, `0–15`, `3, 53, 103, …`. */
export function writePlaces(places: readonly number[]): string {
  const [first, last] = [places[0] ?? 0, places.at(-1) ?? 0];
  if (places.length <= 3) return places.join(', ');
  if (last - first === places.length - 1) return `${first}–${last}`;
  return `${places.slice(0, 3).join(', ')}, …`;
}

/** The nodes that read a node, directly or not. */
function listBehind(spec: NetworkSpec, from: string, without?: string): ReadonlySet<string> {
  const behind = new Set([from]);
  for (const { name, inputs } of spec.nodes) {
    if (name !== without && inputs.some((input) => behind.has(input))) behind.add(name);
  }
  return behind;
}

/** Whether an addition can be reached past a layer that leads to it: the layer stands on a branch, inside a block. */
function isInside(spec: NetworkSpec, layer: string): boolean {
  const [input] = spec.nodes;
  const behind = listBehind(spec, layer);
  const around = listBehind(spec, input!.name, layer);
  return spec.nodes.some(({ name, kind }) => kind === 'add' && behind.has(name) && around.has(name));
}

/** Where a group stands: a stage joined by additions, inside a block of one, or neither. */
export type GroupPlace = 'stage' | 'inside' | 'plain';

export function placeOf(spec: NetworkSpec, { producers, layer }: ChannelGroup): GroupPlace {
  if (producers.length > 1) return 'stage';
  return isInside(spec, layer) ? 'inside' : 'plain';
}

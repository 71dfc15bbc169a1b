import { isWeightedNode, type LayerCost, type NodeSpec } from '../../../src/index.ts';

/** A layer's block on the map. */
export interface MapBlock {
  /** CSS pixels; grows with the square root of the channels, so that 500 units stand beside 10. */
  readonly width: number;
  /** Kept weights over weights, 0…1. */
  readonly keptShare: number;
  /** `20 @ 5×5` for filters and depthwise ones, `500` for units. */
  readonly shape: string;
}

const BASE_WIDTH = 14;
const WIDTH_PER_ROOT = 5;

/** Size, fill and caption of a layer's block. */
export function computeBlock(
  cost: Pick<LayerCost, 'kind' | 'shape' | 'channels' | 'weights' | 'keptWeights'>,
): MapBlock {
  const [, , height, width] = cost.shape;
  return {
    width: Math.round(BASE_WIDTH + WIDTH_PER_ROOT * Math.sqrt(cost.channels)),
    keptShare: cost.weights === 0 ? 1 : cost.keptWeights / cost.weights,
    shape: cost.kind === 'dense' ? `${cost.channels}` : `${cost.channels} @ ${height}×${width}`,
  };
}

/** The nodes in their order; those without weights between two layers stand together. */
export function groupNodes(nodes: readonly NodeSpec[]): readonly (readonly NodeSpec[])[] {
  const groups: NodeSpec[][] = [];
  let open: NodeSpec[] | undefined;
  for (const node of nodes) {
    if (isWeightedNode(node) || node.kind === 'input') {
      groups.push([node]);
      open = undefined;
    } else if (open) open.push(node);
    else {
      open = [node];
      groups.push(open);
    }
  }
  return groups;
}

/** A node that reads another which does not stand right before it: a shortcut, a branch, or what joins them. */
export interface Skip {
  readonly from: string;
  readonly to: string;
  /** Above how many others its arc has to pass. */
  readonly lane: number;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** True where two arcs would lie on each other at the same height; those that only meet at an end do not. */
const overlap = (a: Span, b: Span) => a.start < b.end && b.start < a.end;

/** All skips of a network in the order of their ends, the shorter ones in the lower lanes. */
export function listSkips(nodes: readonly NodeSpec[]): readonly Skip[] {
  const places = new Map(nodes.map(({ name }, place) => [name, place]));
  const spans = nodes.flatMap(({ name, inputs }, end) =>
    inputs
      .map((from) => ({ from, to: name, start: places.get(from)!, end }))
      .filter(({ start }) => start < end - 1),
  );
  const laid: (Span & { readonly skip: Skip })[] = [];
  for (const { from, to, start, end } of [...spans].sort((a, b) => a.end - a.start - (b.end - b.start))) {
    const taken = new Set(
      laid.filter((other) => overlap(other, { start, end })).map(({ skip }) => skip.lane),
    );
    let lane = 0;
    while (taken.has(lane)) lane++;
    laid.push({ start, end, skip: { from, to, lane } });
  }
  return laid.sort((a, b) => a.end - b.end || a.start - b.start).map(({ skip }) => skip);
}

/** Where an arc touches a node, in CSS pixels of the map. */
export interface Anchor {
  readonly x: number;
  readonly y: number;
}

const LANE_PX = 6;
const TOP_PX = 4;
const CORNER_PX = 5;

/** Height of the strip above the layers that arcs of so many lanes take. */
export function stripHeight(skips: readonly Skip[]): number {
  if (skips.length === 0) return 0;
  return TOP_PX + LANE_PX * (Math.max(...skips.map(({ lane }) => lane)) + 1) + CORNER_PX;
}

/** The way of an arc from one node up, along its lane and down to the other, for a strip of that height. */
export function arcPath({ lane }: Pick<Skip, 'lane'>, from: Anchor, to: Anchor, strip: number): string {
  const y = strip - CORNER_PX - LANE_PX * (lane + 1);
  const corner = Math.min(CORNER_PX, Math.abs(to.x - from.x) / 2);
  const [left, right] = from.x <= to.x ? [from, to] : [to, from];
  return [
    `M${left.x},${left.y}`,
    `V${y + corner}`,
    `Q${left.x},${y} ${left.x + corner},${y}`,
    `H${right.x - corner}`,
    `Q${right.x},${y} ${right.x},${y + corner}`,
    `V${right.y}`,
  ].join(' ');
}

import { isWeightedNode, type LayerCost, type NodeSpec } from '../../../src/index.ts';

/** A layer's block on the map. */
export interface MapBlock {
  /** CSS pixels; grows with the square root of the channels, so that 500 units stand beside 10. */
  readonly width: number;
  /** Kept weights over weights, 0…1. */
  readonly keptShare: number;
  /** `20 @ 5×5` for filters, `500` for units. */
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
    shape: cost.kind === 'conv2d' ? `${cost.channels} @ ${height}×${width}` : `${cost.channels}`,
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

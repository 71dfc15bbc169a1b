import { listWeights } from '../network/listWeights.ts';
import type { Paper } from '../network/paper.ts';
import type { NetworkSpec } from '../network/spec.ts';
import type { AmountKey, Need, ScopeId } from './prune.ts';
import type { PrunableLayer } from './units.ts';

/** Among which units the least important are sought. */
export interface Scope {
  readonly id: ScopeId;
  readonly paper: Paper;
  readonly amounts: readonly AmountKey[];
  readonly needs: readonly Need[];
  /** A name for each layer; layers of the same name are one pool, to which the amount is applied on its own. */
  toPoolName(layer: PrunableLayer, spec: NetworkSpec): string;
}

const SHARES: readonly AmountKey[] = [
  'sparsity',
  'ofRemaining',
  'thresholdSigma',
  'threshold',
  'apozSigma',
  'apoz',
];

const byItself = ({ layer }: PrunableLayer) => layer;
const withAll = () => 'all';

/**
 * The place of a layer's units in the graph without its widths: the kinds and window sizes of all that makes,
 * normalises and reads them. Layers that agree in it are isomorphic.
 */
function describeStructure({ parts }: PrunableLayer, spec: NetworkSpec): string {
  const slots = new Map(listWeights(spec).map((slot) => [slot.name, slot]));
  const kinds = new Map(spec.nodes.map(({ name, kind }) => [name, kind]));
  return parts()
    .map(({ weight, role }) => {
      const { node, shape } = slots.get(weight)!;
      return `${role} ${kinds.get(node)} ${shape.length === 4 ? shape.slice(0, 2).join('×') : ''}`;
    })
    .sort()
    .join();
}

const HAN: Paper = {
  title: 'Learning both Weights and Connections for Efficient Neural Networks',
  url: 'https://arxiv.org/abs/1506.02626',
  year: 2015,
};

const BLALOCK: Paper = {
  title: 'What is the State of Neural Network Pruning?',
  url: 'https://arxiv.org/abs/2003.03033',
  year: 2020,
};

/** All scopes by id. */
export const SCOPES: Readonly<Record<ScopeId, Scope>> = {
  /** The amount holds in each layer. */
  uniform: {
    id: 'uniform',
    paper: BLALOCK,
    amounts: [...SHARES, 'pattern'],
    needs: [],
    toPoolName: byItself,
  },
  /** A share for each layer. */
  perLayer: {
    id: 'perLayer',
    paper: {
      title: 'Pruning Filters for Efficient ConvNets',
      url: 'https://arxiv.org/abs/1608.08710',
      year: 2017,
    },
    amounts: ['perLayer', 'units'],
    needs: [],
    toPoolName: byItself,
  },
  /** All layers are one pool, with one ranking, one σ and one mean. */
  global: { id: 'global', paper: BLALOCK, amounts: SHARES, needs: [], toPoolName: withAll },
  /** Layers of the same structure are one pool. */
  isomorphic: {
    id: 'isomorphic',
    paper: {
      title: 'Isomorphic Pruning for Vision Models',
      url: 'https://arxiv.org/abs/2407.04616',
      year: 2024,
    },
    amounts: SHARES,
    needs: [],
    toPoolName: describeStructure,
  },
  /** Each layer as far as it alone loses at most so much accuracy. */
  sensitivity: {
    id: 'sensitivity',
    paper: HAN,
    amounts: ['maxLoss'],
    needs: ['lossCurves'],
    toPoolName: byItself,
  },
  /** One ranking, cut until so much of the network is left. */
  budget: {
    id: 'budget',
    paper: BLALOCK,
    amounts: ['keptWeights', 'keptMacs', 'keptBytes'],
    needs: [],
    toPoolName: withAll,
  },
};

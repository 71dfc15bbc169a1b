import { describe, expect, it } from 'vitest';
import { AppError } from '../base/errors.ts';
import { buildPlainNetwork } from '../network/buildPlainNetwork.ts';
import { convolution, dense, inputNode, join, relu, wire } from '../network/presets/parts.ts';
import type { NetworkSpec } from '../network/spec.ts';
import { checkPrune, listPrunedLayers } from './checkPrune.ts';
import type { PruneRequest } from './prune.ts';
import { buildResidualNet, buildSmallNet } from './testNets.ts';

const MAGNITUDE = { criterion: 'magnitude', granularity: 'weight', scope: 'uniform' } as const;
const L1 = { criterion: 'l1', granularity: 'filter', scope: 'uniform' } as const;
const APOZ = { criterion: 'apoz', granularity: 'filter', scope: 'uniform' } as const;
const GAMMA = { criterion: 'batchNormScale', granularity: 'filter', scope: 'uniform' } as const;
const NM = { criterion: 'magnitude', granularity: 'nm', scope: 'uniform' } as const;
const HALF = { sparsity: 0.5 } as const;

const small = buildSmallNet();
const residual = buildResidualNet();

/** A net of dense layers alone, 4-6-2. */
const vectors: NetworkSpec = {
  name: 'vectors',
  nodes: [inputNode([4]), ...wire('input', [dense('fc1', 6), relu('relu1'), dense('fc2', 2)])],
};

/** A layer whose channels are added to the image's. */
const onInput: NetworkSpec = {
  name: 'on-input',
  nodes: [
    inputNode([4, 4, 3]),
    ...wire('input', [convolution('a', 3, 3)]),
    join('add', 'sum', ['input', 'a']),
    ...wire('sum', [{ kind: 'globalAvgPool', name: 'gap' }, dense('fc', 2)]),
  ],
};

/** The small net without the activation of its dense layer. */
const bare: NetworkSpec = {
  ...small,
  nodes: small.nodes
    .filter(({ name }) => name !== 'c_act')
    .map((node) => (node.name === 'd' ? { ...node, inputs: ['c'] } : node)),
};

function refuse(step: PruneRequest, spec: NetworkSpec): string {
  try {
    checkPrune(spec, step);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(AppError);
    expect((thrown as AppError).code).toBe('step-impossible');
    return (thrown as AppError).message;
  }
  return 'accepted';
}

describe('a step that is impossible', () => {
  it.each<[string, PruneRequest, NetworkSpec, string]>([
    [
      'a criterion of single weights for filters',
      { ...L1, criterion: 'magnitude', amount: HALF },
      small,
      'criterion magnitude cannot rank granularity filter (expected weight or nm)',
    ],
    [
      'a criterion of channels for weights',
      { ...MAGNITUDE, criterion: 'apoz', amount: HALF },
      small,
      'criterion apoz cannot rank granularity weight (expected filter or stage)',
    ],
    [
      'a criterion of weights and channels for kernels',
      { ...L1, criterion: 'snip', granularity: 'kernel', amount: HALF },
      small,
      'criterion snip cannot rank granularity kernel (expected weight or filter or stage)',
    ],
    [
      'an amount that means nothing for the criterion',
      { ...L1, amount: { thresholdSigma: 1 } },
      small,
      'amount thresholdSigma does not go with criterion l1, granularity filter and scope uniform (expected sparsity or ofRemaining)',
    ],
    [
      'an amount of another criterion',
      { ...MAGNITUDE, amount: { apoz: 0.5 } },
      small,
      'amount apoz does not go with criterion magnitude, granularity weight and scope uniform (expected sparsity or ofRemaining or thresholdSigma or threshold)',
    ],
    [
      'one share in the scope of a share for each layer',
      { ...MAGNITUDE, scope: 'perLayer', amount: HALF },
      small,
      'amount sparsity does not go with criterion magnitude, granularity weight and scope perLayer (expected perLayer or units)',
    ],
    [
      'shares for layers in one ranking',
      { ...MAGNITUDE, scope: 'global', amount: { perLayer: { a: 0.5 } } },
      small,
      'amount perLayer does not go with criterion magnitude, granularity weight and scope global (expected sparsity or ofRemaining or thresholdSigma or threshold)',
    ],
    [
      'a share in the scope budget',
      { ...L1, scope: 'budget', amount: HALF },
      small,
      'amount sparsity does not go with criterion l1, granularity filter and scope budget (expected keptWeights or keptMacs or keptBytes)',
    ],
    [
      'a budget in each layer',
      { ...L1, amount: { keptMacs: 0.5 } },
      small,
      'amount keptMacs does not go with criterion l1, granularity filter and scope uniform (expected sparsity or ofRemaining)',
    ],
    [
      'a share in the scope sensitivity',
      { ...L1, scope: 'sensitivity', amount: HALF },
      small,
      'amount sparsity does not go with criterion l1, granularity filter and scope sensitivity (expected maxLoss)',
    ],
    [
      'a pattern for single weights',
      { ...MAGNITUDE, amount: { pattern: '2:4' } },
      small,
      'amount pattern does not go with criterion magnitude, granularity weight and scope uniform (expected sparsity or ofRemaining or thresholdSigma or threshold)',
    ],
    [
      'a share for patterns',
      { ...NM, amount: HALF },
      small,
      'amount sparsity does not go with criterion magnitude, granularity nm and scope uniform (expected pattern)',
    ],
    [
      'patterns in one ranking',
      { ...NM, scope: 'global', amount: { pattern: '2:4' } },
      small,
      'granularity nm has the same pattern in every layer (expected scope uniform)',
    ],
    [
      'a pattern that keeps more than there is',
      { ...NM, amount: { pattern: '5:4' } },
      small,
      'invalid pattern: 5:4 (expected N:M with N at most M, such as 2:4)',
    ],
    [
      'a pattern that keeps none',
      { ...NM, amount: { pattern: '0:4' } },
      small,
      'invalid pattern: 0:4 (expected N:M with N at most M, such as 2:4)',
    ],
    [
      'words for a pattern',
      { ...NM, amount: { pattern: 'half' } },
      small,
      'invalid pattern: half (expected N:M with N at most M, such as 2:4)',
    ],
    [
      'a pattern that does not divide the inputs of a named layer',
      { ...NM, amount: { pattern: '2:4' }, layers: ['a'] },
      small,
      'a has 2 inputs, which 4 does not divide',
    ],
    [
      'a pattern that divides no layer',
      { ...NM, amount: { pattern: '1:7' } },
      small,
      'no layer of small can be pruned by criterion magnitude at granularity nm',
    ],
    [
      'patterns along a depthwise layer',
      { ...NM, amount: { pattern: '2:4' }, layers: ['dw'] },
      residual,
      'dw sums over no channels',
    ],
    [
      'kernels of a dense layer',
      { ...L1, granularity: 'kernel', amount: HALF, layers: ['c'] },
      small,
      'c is no convolution over several channels',
    ],
    [
      'stripes of a depthwise layer',
      { ...L1, granularity: 'stripe', amount: HALF, layers: ['dw'] },
      residual,
      'dw is no convolution over several channels',
    ],
    [
      'input rows of a depthwise layer',
      { ...L1, granularity: 'shape', amount: HALF, layers: ['dw'] },
      residual,
      'dw has one filter for each input',
    ],
    [
      'kernels where there is no convolution',
      { ...L1, granularity: 'kernel', amount: HALF },
      vectors,
      'no layer of vectors can be pruned by criterion l1 at granularity kernel',
    ],
    [
      'scales of a net without normalisation',
      { ...GAMMA, amount: HALF },
      small,
      'small has no batch normalisation, whose scale batchNormScale ranks by',
    ],
    [
      'gradients of scales of a net without normalisation',
      { ...GAMMA, criterion: 'taylorBatchNorm', amount: HALF },
      small,
      'small has no batch normalisation, whose scale taylorBatchNorm ranks by',
    ],
    [
      'the scale of a named layer that is not normalised',
      { ...GAMMA, amount: HALF, layers: ['b'] },
      small,
      'b has no batch normalisation behind it, whose scale batchNormScale ranks by',
    ],
    [
      'stages of a net without additions',
      { ...L1, granularity: 'stage', amount: HALF },
      small,
      'small has no channels that several layers share (expected a residual network)',
    ],
    [
      'a layer inside a residual block as a stage',
      { ...L1, granularity: 'stage', amount: HALF, layers: ['a1'] },
      residual,
      'a1 shares its channels with no other layer (expected granularity filter)',
    ],
    [
      'a layer that is not there',
      { ...MAGNITUDE, amount: HALF, layers: ['conv9'] },
      small,
      'unknown layer: conv9 (expected a, b, c, d)',
    ],
    [
      'a share for a layer that is not there',
      { ...MAGNITUDE, scope: 'perLayer', amount: { perLayer: { a: 0.5, a_act: 0.5 } } },
      small,
      'unknown layer: a_act (expected a, b, c, d)',
    ],
    [
      'filters of the classifier',
      { ...L1, amount: HALF, layers: ['d'] },
      small,
      "d cannot lose channels: they are the network's outputs or are added to its input",
    ],
    [
      'filters of the classifier as a stage',
      { ...L1, granularity: 'stage', amount: HALF, layers: ['fc'] },
      residual,
      "fc cannot lose channels: they are the network's outputs or are added to its input",
    ],
    [
      "filters that are added to the image's channels",
      { ...L1, amount: HALF, layers: ['a'] },
      onInput,
      "a cannot lose channels: they are the network's outputs or are added to its input",
    ],
    [
      'filters where only the classifier is a layer',
      { ...L1, amount: HALF },
      buildPlainNetwork(
        { name: 'linear', convs: [], dense: [], activation: 'relu', batchNorm: false, dropout: 0 },
        [4, 4, 1],
        3,
      ),
      'no layer of linear can be pruned by criterion l1 at granularity filter',
    ],
    [
      'zeros of a layer without an activation',
      { ...APOZ, amount: { apoz: 0.5 }, layers: ['c'] },
      bare,
      'c has no activation behind it that apoz could watch',
    ],
  ])('is refused with a sentence: %s', (_, step, spec, message) => {
    expect(refuse(step, spec)).toBe(message);
  });
});

describe('listPrunedLayers', () => {
  const list = (step: PruneRequest, spec: NetworkSpec) =>
    listPrunedLayers(spec, step).map(({ layers }) => layers.join(' '));

  it('leaves out layers that nobody named and that cannot be pruned so', () => {
    expect(list({ ...APOZ, amount: HALF }, bare)).toEqual(['a', 'b']);
    expect(list({ ...NM, amount: { pattern: '2:4' } }, residual)).toEqual(['a1', 'b1', 'proj', 'fc']);
    expect(list({ ...L1, granularity: 'kernel', amount: HALF }, small)).toEqual(['a', 'b']);
    expect(list({ ...L1, amount: HALF }, residual)).toEqual(['stem a2', 'a1', 'b1', 'b2 proj dw']);
    expect(list({ ...L1, granularity: 'stage', amount: HALF }, residual)).toEqual(['stem a2', 'b2 proj dw']);
  });

  it('takes one name for all layers whose channels are joined', () => {
    for (const name of ['b2', 'proj', 'dw']) {
      expect(list({ ...L1, amount: HALF, layers: [name] }, residual)).toEqual(['b2 proj dw']);
    }
    expect(list({ ...L1, scope: 'perLayer', amount: { perLayer: { a2: 0.5, b1: 0.1 } } }, residual)).toEqual([
      'stem a2',
      'b1',
    ]);
  });
});

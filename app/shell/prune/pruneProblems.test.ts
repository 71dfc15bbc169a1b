import { describe, expect, it } from 'vitest';
import { CRITERION_IDS, GRANULARITY_IDS, type PruneStep, stepSchema } from '../../../src/index.ts';
import { PRESETS } from '../networks/networks.ts';
import {
  criterionSource,
  granularityProblem,
  layerChoices,
  listRankedLayers,
  looksAtImages,
} from './pruneProblems.ts';
import { CRITERIA, listPrunedLayers } from './pruning.ts';

const specOf = (preset: string) => PRESETS.find(({ id }) => id === preset)!.build();
const stepOf = (granularity: string, criterion: string) =>
  stepSchema.parse({
    kind: 'prune',
    granularity,
    criterion,
    amount: granularity === 'nm' ? { pattern: '2:4' } : { sparsity: 0.5 },
  }) as PruneStep;

const problems = (preset: string) => {
  const step = stepOf('weight', 'magnitude');
  const spec = specOf(preset);
  return Object.fromEntries(
    GRANULARITY_IDS.map((id) => [id, granularityProblem(id, step, spec)]).filter(([, problem]) => problem),
  );
};

const choices = (preset: string, granularity: string, criterion: string) =>
  layerChoices(specOf(preset), stepOf(granularity, criterion)).map(({ layers, problem }) => [
    layers.join('+'),
    problem,
  ]);

describe('granularityProblem', () => {
  it('tells what a network has none of', () => {
    expect(problems('lenet-5')).toEqual({ stage: 'noStage' });
    expect(problems('lenet-300-100')).toEqual({
      kernel: 'noConvolution',
      stripe: 'noConvolution',
      stage: 'noStage',
    });
    expect(problems('resnet-8')).toEqual({});
  });
});

describe('listRankedLayers', () => {
  it('are those that the engine prunes', () => {
    for (const id of ['lenet-5', 'mlp-500-300', 'resnet-8', 'inception-mini', 'densenet-mini']) {
      const spec = specOf(id);
      for (const criterion of CRITERION_IDS.filter((known) =>
        CRITERIA[known].granularities.includes('filter'),
      )) {
        const step = stepOf('filter', criterion);
        const names = (layers: readonly { readonly layer: string }[]) => layers.map(({ layer }) => layer);
        let pruned: string[] = [];
        try {
          pruned = names(listPrunedLayers(spec, step));
        } catch {
          // None can be ranked.
        }
        expect([id, criterion, names(listRankedLayers(spec, step))]).toEqual([id, criterion, pruned]);
      }
    }
  });
});

describe('layerChoices', () => {
  it('leaves the layer of the classes out where whole filters are pruned', () => {
    expect(choices('lenet-5', 'weight', 'magnitude').map(([, problem]) => problem)).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
    expect(choices('lenet-5', 'filter', 'l1')).toEqual([
      ['conv1', undefined],
      ['conv2', undefined],
      ['fc1', undefined],
      ['fc2', 'output'],
    ]);
  });

  it('says what a pattern does not divide, and what is no convolution', () => {
    expect(choices('lenet-5', 'nm', 'magnitude')[0]).toEqual(['conv1', 'notDivisible']);
    expect(choices('lenet-5', 'kernel', 'l1').slice(2)).toEqual([
      ['fc1', 'notConvolution'],
      ['fc2', 'notConvolution'],
    ]);
  });

  it('shows layers whose channels are joined as one, in the order of the network', () => {
    expect(choices('resnet-8', 'filter', 'l1')).toEqual([
      ['conv1+s1b1_conv2', undefined],
      ['s1b1_conv1', undefined],
      ['s2b1_conv1', undefined],
      ['s2b1_conv2+s2b1_proj', undefined],
      ['s3b1_conv1', undefined],
      ['s3b1_conv2+s3b1_proj', undefined],
      ['fc', 'output'],
    ]);
    const stages = choices('resnet-8', 'stage', 'l1');
    expect(stages).toContainEqual(['s1b1_conv1', 'notShared']);
    expect(stages).toContainEqual(['fc', 'output']);
  });

  it('says what a layer lacks that the criterion watches', () => {
    expect(choices('mlp-500-300', 'filter', 'batchNormScale')).toEqual([
      ['fc1', undefined],
      ['fc2', undefined],
      ['fc3', 'output'],
    ]);
    expect(choices('densenet-mini', 'filter', 'apoz')[0]).toEqual(['conv1', undefined]);
  });
});

describe('what criteria look at', () => {
  it('puts each under one heading', () => {
    const under = (source: string) => CRITERION_IDS.filter((id) => criterionSource(id) === source);
    expect(under('weights')).toEqual(['magnitude', 'random', 'l1', 'l2', 'lamp', 'fpgm', 'batchNormScale']);
    expect(under('activations')).toEqual(['apoz', 'meanActivation', 'hrank']);
    expect(under('measured')).toEqual(['kl', 'oracle']);
    expect(under('gradients')).toHaveLength(8);
  });

  it('tells those that take a while', () => {
    expect(looksAtImages({ criterion: 'synflow', scope: 'global' })).toBe(false);
    expect(looksAtImages({ criterion: 'l1', scope: 'sensitivity' })).toBe(true);
    expect(looksAtImages({ criterion: 'hrank', scope: 'uniform' })).toBe(true);
  });
});

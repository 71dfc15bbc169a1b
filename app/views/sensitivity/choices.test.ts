import { describe, expect, it } from 'vitest';
import { loadNetworks } from '../../../src/index.ts';
import { criterionProblem, granularityProblem, listMeasuredLayers, settle } from './choices.ts';
import { FIRST_SETTINGS } from './settings.ts';

const { PRESETS } = await loadNetworks();
const specOf = (id: string) => PRESETS.find((preset) => preset.id === id)!.build();
const lenet = specOf('lenet-5');
const resnet = specOf('resnet-8');
const mlp = specOf('lenet-300-100');

describe('granularityProblem', () => {
  it('knows stages of residual networks alone, and kernels of convolutions', () => {
    expect(granularityProblem('stage', lenet)).toBe('noStage');
    expect(granularityProblem('stage', resnet)).toBeUndefined();
    expect(granularityProblem('kernel', mlp)).toBe('noConvolution');
    expect(granularityProblem('nm', lenet)).toBeUndefined();
  });
});

describe('criterionProblem', () => {
  it('asks the registry, then the network', () => {
    expect(criterionProblem({ granularity: 'weight', criterion: 'apoz' }, lenet)).toBe('granularity');
    expect(criterionProblem({ granularity: 'filter', criterion: 'batchNormScale' }, lenet)).toBe(
      'noBatchNorm',
    );
    expect(criterionProblem({ granularity: 'filter', criterion: 'batchNormScale' }, resnet)).toBeUndefined();
  });
});

describe('listMeasuredLayers', () => {
  it('puts layers whose channels go together into one', () => {
    const layers = listMeasuredLayers(resnet, { granularity: 'stage', criterion: 'l1' });
    expect(layers.every(({ layers: joined }) => joined.length > 1)).toBe(true);
  });
});

describe('settle', () => {
  it('moves to what the network has, and to a criterion that goes with it', () => {
    const wanted = { ...FIRST_SETTINGS, granularity: 'stage', criterion: 'l1' } as const;
    expect(settle(wanted, resnet)).toEqual(wanted);
    expect(settle({ ...wanted, criterion: 'lamp' }, lenet)).toMatchObject({
      granularity: 'weight',
      criterion: 'lamp',
    });
  });
});

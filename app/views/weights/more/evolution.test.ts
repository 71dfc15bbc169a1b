import { describe, expect, it } from 'vitest';
import type { LayerMoment } from '../../../../src/index.ts';
import { computeLayerEvolution } from './evolution.ts';

const layer = (reach: number, counts: number[]): LayerMoment => ({
  layer: 'fc1',
  reach,
  counts,
  kept: 4,
  pruned: 0,
  notFinite: 0,
  mean: 0,
  standardDeviation: 1,
  meanAbsolute: 1,
  largest: 1,
  nearZeroShare: 0,
});
const moment = (epoch: number, layers: LayerMoment[]) => ({
  id: `${epoch}`,
  training: '1-train',
  step: epoch,
  epoch,
  totalEpochs: epoch,
  layers,
});

describe('computeLayerEvolution', () => {
  it('shares bins over time and leaves out those that are always empty', () => {
    const moments = [moment(0, [layer(1, [0, 1, 3, 0])]), moment(1, [layer(2, [0, 2, 1, 1])])];
    const evolution = computeLayerEvolution(moments, 'fc1');
    expect(evolution.edges).toEqual([-1, 0, 1, 2]);
    expect(evolution.moments.map(({ counts }) => counts)).toEqual([
      [1, 3, 0],
      [2, 1, 1],
    ]);
  });

  it('has nothing of a layer that no moment has', () => {
    expect(computeLayerEvolution([moment(0, [])], 'fc1')).toEqual({ edges: [], moments: [] });
  });
});

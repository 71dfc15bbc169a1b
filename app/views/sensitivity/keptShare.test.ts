import { describe, expect, it } from 'vitest';
import { type LayerCost, loadChannelGroups, loadNetworks } from '../../../src/index.ts';
import { computeKeptShare, countChannels, countWithin } from './keptShare.ts';

const { PRESETS, listWeights, sizeOf } = await loadNetworks();
const { channelGroups } = await loadChannelGroups();
const spec = PRESETS.find(({ id }) => id === 'lenet-5')!.build();
/** MACs play no part here: each layer has as many as weights. */
const costs = listWeights(spec)
  .filter(({ name }) => name.endsWith('.weight'))
  .map(({ node, shape }) => ({ name: node, weights: sizeOf(shape), macs: sizeOf(shape) }) as LayerCost);

describe('computeKeptShare', () => {
  it('takes inputs of the next layer along with a channel', () => {
    const layers = countChannels(costs, channelGroups(spec));
    const weightsOf = (name: string) => costs.find((cost) => cost.name === name)!.weights;
    const all = costs.reduce((sum, { weights }) => sum + weights, 0);
    const lost = 0.5 * (weightsOf('conv1') + weightsOf('conv2'));
    expect(computeKeptShare(layers, { conv1: 0.5 }, 'weights')).toBeCloseTo(1 - lost / all, 10);
    const both = 0.5 * weightsOf('conv1') + 0.75 * weightsOf('conv2') + 0.5 * weightsOf('fc1');
    expect(computeKeptShare(layers, { conv1: 0.5, conv2: 0.5 }, 'macs')).toBeCloseTo(1 - both / all, 10);
  });

  it('counts units within layers by their share alone', () => {
    const layers = countWithin(costs, [{ layer: 'fc1' }, { layer: 'conv1' }] as never);
    const fc1 = costs.find(({ name }) => name === 'fc1')!.weights;
    const all = costs.reduce((sum, { weights }) => sum + weights, 0);
    expect(computeKeptShare(layers, { fc1: 0.9 }, 'weights')).toBeCloseTo(1 - (0.9 * fc1) / all, 10);
  });
});

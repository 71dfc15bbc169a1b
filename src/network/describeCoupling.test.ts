import { describe, expect, it } from 'vitest';
import { describeCoupling, describeGroups } from './describeCoupling.ts';
import { findPreset } from './presets/presets.ts';

const lenet = findPreset('lenet-5').build();

describe('describeCoupling', () => {
  it('names all that goes with a channel', () => {
    expect(describeCoupling(lenet, 'conv1', 3)).toBe(
      'pruning channel 3 of conv1 also removes channel 3 of conv1.bias, input 3 of conv2.weight',
    );
  });

  it('counts the rows behind a flatten', () => {
    expect(describeCoupling(lenet, 'conv2', 7)).toBe(
      'pruning channel 7 of conv2 also removes channel 7 of conv2.bias, input 7, 57, 107, … (16) of fc1.weight',
    );
  });

  it('says why a class cannot go', () => {
    expect(describeCoupling(lenet, 'fc2', 0)).toContain("reaches the network's output");
  });

  it('names the layers that a residual stage joins', () => {
    const text = describeGroups(findPreset('resnet-8').build([32, 32, 3]));
    expect(text).toContain('conv1: 16 channels (joined: conv1, s1b1_conv2)');
  });
});

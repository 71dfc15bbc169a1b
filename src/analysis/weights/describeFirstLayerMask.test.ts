import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import {
  convolution,
  dense,
  depthwise,
  inputNode,
  join,
  type Part,
  relu,
  wire,
} from '../../network/presets/parts.ts';
import { PRESETS } from '../../network/presets/presets.ts';
import type { NetworkSpec } from '../../network/spec.ts';
import { describeFirstLayerMask, type FirstLayerImage } from './describeFirstLayerMask.ts';

const flatten: Part = { kind: 'flatten', name: 'flatten' };

const build = (shape: readonly number[], parts: readonly Part[]): NetworkSpec => ({
  name: 'hand',
  nodes: [inputNode(shape), ...wire('input', parts)],
});

const describeImage = (...given: Parameters<typeof describeFirstLayerMask>) =>
  describeFirstLayerMask(...given) as FirstLayerImage;

describe('describeFirstLayerMask', () => {
  it('lays the kept weights of a dense layer out as the pixels it reads', () => {
    const spec = build([2, 3, 2], [flatten, dense('fc', 2)]);
    const mask = new Uint8Array(24);
    // Row 1, column 2, channel 0, both units; row 0, column 1, channel 1, unit 1.
    const input = (row: number, column: number, channel: number) => (row * 3 + column) * 2 + channel;
    mask[input(1, 2, 0) * 2] = 1;
    mask[input(1, 2, 0) * 2 + 1] = 1;
    mask[input(0, 1, 1) * 2 + 1] = 1;
    expect(describeFirstLayerMask(spec, { 'fc.weight': mask })).toEqual({
      kind: 'pixels',
      layer: 'fc',
      shape: [2, 3, 2],
      outputs: 2,
      kept: [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 2, 0],
      share: [0, 0, 0, 0.5, 0, 0, 0, 0, 0, 0, 1, 0],
      shareOfPixel: [0, 0.25, 0, 0, 0, 0.5],
    });
  });

  it('shows the 28 bands of a mask that keeps the middle of a digit (Han et al. 2015, figure 4)', () => {
    const spec = build([28, 28, 1], [flatten, dense('fc1', 300), relu('relu1'), dense('fc2', 10)]);
    const random = createRandom(1);
    const isMiddle = (input: number) =>
      [Math.floor(input / 28), input % 28].every((at) => at >= 8 && at < 20);
    const mask = Uint8Array.from({ length: 784 * 300 }, (_, index) =>
      random.uniform() < (isMiddle(Math.floor(index / 300)) ? 0.4 : 0.01) ? 1 : 0,
    );
    const { kept, shareOfPixel } = describeImage(spec, { 'fc1.weight': mask });
    expect(kept.reduce((sum, count) => sum + count, 0)).toBe(mask.reduce((sum, flag) => sum + flag, 0));
    expect(shareOfPixel.every((share, input) => share > 0.2 === isMiddle(input))).toBe(true);
  });

  it('lays the kept weights of a convolution out as its kernel, over all filters', () => {
    const spec = build([8, 8, 2], [convolution('conv', 4, 3), { kind: 'globalAvgPool', name: 'gap' }]);
    const mask = new Uint8Array(72).fill(1);
    // [kernelH, kernelW, in, out]: row 1, column 0, channel 1 keeps one filter of four.
    for (let filter = 1; filter < 4; filter++) mask[((1 * 3 + 0) * 2 + 1) * 4 + filter] = 0;
    const image = describeImage(spec, { 'conv.weight': mask });
    expect(image).toMatchObject({ kind: 'kernel', layer: 'conv', shape: [3, 3, 2], outputs: 4 });
    expect(image.kept.map((count, place) => [place, count]).filter(([, count]) => count !== 4)).toEqual([
      [7, 1],
    ]);
    expect(image.shareOfPixel[3]).toBe(5 / 8);
  });

  it('gives a depthwise convolution one weight per place and channel', () => {
    const spec = build([8, 8, 3], [depthwise('dw', 2), { kind: 'globalAvgPool', name: 'gap' }]);
    const mask = Uint8Array.of(1, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0);
    const image = describeImage(spec, { 'dw.weight': mask });
    expect(image).toMatchObject({ shape: [2, 2, 3], outputs: 1, kept: [...mask] });
    expect(image.shareOfPixel).toEqual([2 / 3, 1, 0, 1 / 3]);
  });

  it('keeps everything where there is no mask, in every preset', () => {
    for (const preset of PRESETS) {
      const { kept, share, shareOfPixel, outputs, shape } = describeImage(preset.build(), {});
      expect(kept).toHaveLength(shape[0] * shape[1] * shape[2]);
      expect(kept.every((count) => count === outputs)).toBe(true);
      expect([...share, ...shareOfPixel].every((value) => value === 1)).toBe(true);
    }
  });

  it('sees a pooled map as smaller pixels', () => {
    const pool: Part = { kind: 'avgPool', name: 'pool', size: 2, stride: 2, padding: 'valid' };
    const image = describeImage(build([6, 8, 1], [pool, flatten, dense('fc', 2)]), {});
    expect(image.shape).toEqual([3, 4, 1]);
  });

  it('says why there is no image', () => {
    const none = (reason: string) => ({ kind: 'none', reason });
    expect(describeFirstLayerMask(build([5], [dense('fc', 2)]), {})).toEqual(none('no-image'));
    expect(describeFirstLayerMask(build([5], [flatten, dense('fc', 2)]), {})).toEqual(none('no-image'));
    const gap: Part = { kind: 'globalAvgPool', name: 'gap' };
    expect(describeFirstLayerMask(build([4, 4, 3], [gap, dense('fc', 2)]), {})).toEqual(none('no-image'));
    expect(describeFirstLayerMask(build([4, 4, 3], [gap]), {})).toEqual(none('no-layer'));
    const joined: NetworkSpec = {
      name: 'joined',
      nodes: [
        inputNode([4, 4, 1]),
        ...wire('input', [flatten]),
        join('concat', 'both', ['flatten', 'flatten']),
        ...wire('both', [dense('fc', 2)]),
      ],
    };
    expect(describeFirstLayerMask(joined, {})).toEqual(none('joined'));
  });
});

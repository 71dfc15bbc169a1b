import { describe, expect, it } from 'vitest';
import { countMacs } from '../countMacs.ts';
import { inferShapes } from '../inferShapes.ts';
import { isTrained, listWeights, sizeOf } from '../listWeights.ts';
import type { NetworkSpec, Shape } from '../spec.ts';
import { findPreset, PRESETS } from './presets.ts';

const MNIST: Shape = [28, 28, 1];
const CIFAR: Shape = [32, 32, 3];

const countTrained = (spec: NetworkSpec) =>
  listWeights(spec)
    .filter(({ role }) => isTrained(role))
    .reduce((sum, { shape }) => sum + sizeOf(shape), 0);

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Parameters of k×k convolutions with biases through these channels. */
const biased = (kernel: number, ...channels: readonly number[]) =>
  sum(channels.slice(1).map((out, index) => (kernel * kernel * channels[index]! + 1) * out));

/** Parameters of k×k convolutions through these channels, each followed by a batch normalisation. */
const normalised = (kernel: number, ...channels: readonly number[]) =>
  sum(channels.slice(1).map((out, index) => (kernel * kernel * channels[index]! + 2) * out));

/** Parameters of dense layers through these widths. */
const dense = (...widths: readonly number[]) => biased(1, ...widths);

/** A depthwise separable block: nine weights and two of its normalisation for each channel, then the pointwise half. */
const separable = (...channels: readonly number[]) =>
  sum(channels.slice(0, -1).map((channel) => 11 * channel)) + normalised(1, ...channels);

/** A bottleneck block without its projection. */
const bottleneck = (channels: number, inner: number) =>
  normalised(1, channels, inner) + normalised(3, inner, inner) + normalised(1, inner, 4 * inner);

const bottleneckStage = (channels: number, inner: number) =>
  bottleneck(channels, inner) + normalised(1, channels, 4 * inner) + bottleneck(4 * inner, inner);

const inceptionModule = (channels: number, [one, reduce3, three, reduce5, five, pool]: readonly number[]) =>
  normalised(1, channels, one!) +
  normalised(1, channels, reduce3!) +
  normalised(3, reduce3!, three!) +
  normalised(1, channels, reduce5!) +
  normalised(5, reduce5!, five!) +
  normalised(1, channels, pool!);

/** A 3×3 convolution of twelve filters after the normalisation of what it reads. */
const densenetLayer = (channels: number) => 2 * channels + 9 * channels * 12;

interface Count {
  /** Worked out from the layers of the paper, for images of so many channels that a flatten finds as `side`×`side`. */
  readonly hand: (channels: number, side: number) => number;
  /** Height and width that the flatten finds, for 28 and 32; absent where the map is averaged. */
  readonly sides: readonly [number, number];
  readonly totals: readonly [number, number];
}

const AVERAGED = [1, 1] as const;

const COUNTS: Readonly<Record<string, Count>> = {
  'lenet-5': {
    hand: (channels, side) => biased(5, channels, 20, 50) + dense(side ** 2 * 50, 500, 10),
    sides: [4, 5],
    totals: [431_080, 657_080],
  },
  'lenet-300-100': {
    hand: (channels, side) => dense(side ** 2 * channels, 300, 100, 10),
    sides: [28, 32],
    totals: [266_610, 953_010],
  },
  'mlp-500-300': {
    hand: (channels, side) => normalised(1, side ** 2 * channels, 500, 300) + dense(300, 10),
    sides: [28, 32],
    totals: [546_610, 1_690_610],
  },
  'conv-2': {
    hand: (channels, side) => biased(3, channels, 64, 64) + dense(side ** 2 * 64, 256, 256, 10),
    sides: [14, 16],
    totals: [3_317_450, 4_301_642],
  },
  'conv-4': {
    hand: (channels, side) => biased(3, channels, 64, 64, 128, 128) + dense(side ** 2 * 128, 256, 256, 10),
    sides: [7, 8],
    totals: [1_933_258, 2_425_930],
  },
  'conv-6': {
    hand: (channels, side) =>
      biased(3, channels, 64, 64, 128, 128, 256, 256) + dense(side ** 2 * 256, 256, 256, 10),
    sides: [3, 4],
    totals: [1_802_698, 2_262_602],
  },
  'conv-2-half': {
    hand: (channels, side) => biased(3, channels, 32, 32) + dense(side ** 2 * 32, 128, 128, 10),
    sides: [14, 16],
    totals: [830_314, 1_076_650],
  },
  'conv-4-half': {
    hand: (channels, side) => biased(3, channels, 32, 32, 64, 64) + dense(side ** 2 * 64, 128, 128, 10),
    sides: [7, 8],
    totals: [484_330, 607_786],
  },
  'conv-6-half': {
    hand: (channels, side) =>
      biased(3, channels, 32, 32, 64, 64, 128, 128) + dense(side ** 2 * 128, 128, 128, 10),
    sides: [3, 4],
    totals: [451_818, 567_082],
  },
  'alexnet-mini': {
    hand: (channels, side) =>
      biased(5, channels, 32, 64) + biased(3, 64, 96, 96, 64) + dense(side ** 2 * 64, 256, 128, 10),
    sides: [3, 4],
    totals: [427_786, 544_074],
  },
  'vgg-small': {
    hand: (channels, side) => normalised(3, channels, 32, 32, 64, 64, 128, 128) + dense(side ** 2 * 128, 10),
    sides: [3, 4],
    totals: [298_410, 307_946],
  },
  'resnet-8': {
    hand: (channels) =>
      normalised(3, channels, 16, 16, 16, 32, 32, 64, 64) + normalised(1, 16, 32, 64) + dense(64, 10),
    sides: AVERAGED,
    totals: [77_754, 78_042],
  },
  'resnet-20': {
    hand: (channels) =>
      normalised(3, channels, 16, ...Array(6).fill(16), ...Array(6).fill(32), ...Array(6).fill(64)) +
      normalised(1, 16, 32, 64) +
      dense(64, 10),
    sides: AVERAGED,
    totals: [272_186, 272_474],
  },
  'resnet-bottleneck-mini': {
    hand: (channels) =>
      normalised(3, channels, 16) +
      bottleneckStage(16, 8) +
      bottleneckStage(32, 16) +
      bottleneckStage(64, 32) +
      dense(128, 10),
    sides: AVERAGED,
    totals: [57_018, 57_306],
  },
  'mobilenet-mini': {
    hand: (channels) => normalised(3, channels, 16) + separable(16, 32, 64, 64, 128, 128) + dense(128, 10),
    sides: AVERAGED,
    totals: [36_874, 37_162],
  },
  'inception-mini': {
    hand: (channels) =>
      normalised(3, channels, 32) +
      inceptionModule(32, [16, 24, 32, 4, 8, 8]) +
      inceptionModule(64, [32, 32, 48, 8, 24, 16]) +
      dense(120, 10),
    sides: AVERAGED,
    totals: [35_698, 36_274],
  },
  'densenet-mini': {
    hand: (channels) =>
      9 * channels * 16 +
      sum([16, 28, 40, 52, 64, 76].map(densenetLayer)) +
      (2 * 52 + 52 * 52) +
      2 * 88 +
      dense(88, 10),
    sides: AVERAGED,
    totals: [34_378, 34_666],
  },
};

describe('PRESETS', () => {
  it('has the parameters that are counted by hand, on both kinds of images', () => {
    expect(Object.keys(COUNTS)).toEqual(PRESETS.map(({ id }) => id));
    for (const { id, build } of PRESETS) {
      const { hand, sides, totals } = COUNTS[id]!;
      expect([id, hand(1, sides[0]), hand(3, sides[1])]).toEqual([id, ...totals]);
      expect([id, countTrained(build(MNIST, 10)), countTrained(build(CIFAR, 10))]).toEqual([id, ...totals]);
    }
  });

  it('gives resnet-20 272,474 parameters: 267,696 of its 3×3 filters, 1,376 of their normalisation, 2,752 of two projections, 650 of fc', () => {
    const count = (isCounted: (node: string) => boolean) =>
      listWeights(findPreset('resnet-20').build(CIFAR, 10))
        .filter(({ node, role }) => isTrained(role) && isCounted(node))
        .reduce((total, { shape }) => total + sizeOf(shape), 0);
    // 432 + 6 · 2,304 + (4,608 + 5 · 9,216) + (18,432 + 5 · 36,864); 2 · (16 + 6 · (16 + 32 + 64)).
    expect(count((node) => /conv\d$/.test(node))).toBe(267_696);
    expect(count((node) => /bn\d$/.test(node))).toBe(1_376);
    // 16 · 32 + 32 · 64, and 2 · (32 + 64); without them it is the 269,722 of parameter-free shortcuts.
    expect(count((node) => /proj/.test(node))).toBe(2_752);
    expect(count((node) => node === 'fc')).toBe(650);
    expect(267_696 + 1_376 + 2_752 + 650).toBe(272_474);
  });

  it('gives resnet-20 about the 41M multiply-accumulates known of it', () => {
    const macs = [...countMacs(findPreset('resnet-20').build(CIFAR, 10)).values()];
    // Stage 1: 6 · 2,304 at 32², stage 2: 50,688 + 512 at 16², stage 3: 202,752 + 2,048 at 8², stem, fc.
    const hand = (432 + 6 * 2_304) * 1024 + 51_200 * 256 + 204_800 * 64 + 640;
    expect(sum(macs)).toBe(hand);
    expect(hand / 1e6).toBeCloseTo(40.8, 1);
  });

  describe.each(PRESETS.map((preset) => [preset.id, preset] as const))('%s', (id, { build }) => {
    it('is 28×28×1 and 10 classes where nothing is said', () => {
      expect(build()).toEqual(build(MNIST, 10));
      expect(build().name).toBe(id);
    });

    it.each([MNIST, CIFAR])(
      'gives as many logits as there are classes for images %i×%i×%i',
      (...imageShape) => {
        for (const classes of [2, 10, 100]) {
          const spec = build(imageShape, classes);
          expect(inferShapes(spec).get(spec.nodes.at(-1)!.name)).toEqual([classes]);
          expect(inferShapes(spec).get('input')).toEqual(imageShape);
        }
      },
    );

    it('has names and a length that a recipe takes', () => {
      for (const { name } of build(CIFAR).nodes) expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_]{0,39}$/);
      expect(build(CIFAR).nodes.length).toBeLessThanOrEqual(200);
    });

    it('has no bias before a batch normalisation, and one ε', () => {
      const { nodes } = build(CIFAR);
      const norms = nodes.filter((node) => node.kind === 'batchNorm');
      const before = new Set(norms.flatMap(({ inputs }) => inputs));
      expect(norms.every(({ epsilon }) => epsilon === 1e-5)).toBe(true);
      expect(nodes.filter((node) => before.has(node.name) && 'bias' in node && node.bias)).toEqual([]);
      // A network that normalises keeps only the bias of its classes.
      const biases = nodes.filter((node) => 'bias' in node && node.bias);
      if (norms.length > 0) expect(biases).toEqual([nodes.at(-1)]);
    });

    it('pads by a number wherever a stride is 2', () => {
      for (const node of build(CIFAR).nodes) {
        if ((node.kind === 'conv2d' || node.kind === 'depthwiseConv2d') && node.stride > 1) {
          expect([node.name, node.padding]).toEqual([node.name, node.kernelSize[0] === 1 ? 'valid' : 1]);
        }
      }
    });
  });
});

import { describe, expect, it } from 'vitest';
import { type ChannelGroup, channelGroups, NO_UNIT } from '../channelGroups.ts';
import { listWeights } from '../listWeights.ts';
import type { NetworkSpec, Shape } from '../spec.ts';
import { findPreset, PRESETS } from './presets.ts';

const CIFAR: Shape = [32, 32, 3];

const build = (id: string) => findPreset(id).build(CIFAR, 10);

function findGroup(spec: NetworkSpec, layer: string): ChannelGroup {
  const group = channelGroups(spec).find((candidate) => candidate.layer === layer);
  if (!group) throw new Error(`no group of ${layer}`);
  return group;
}

/** The runs of units that a slice holds, as `[place, first unit, length]`. */
function listRuns(units: Int32Array): readonly (readonly [number, number, number])[] {
  const runs: [number, number, number][] = [];
  for (const [place, unit] of units.entries()) {
    if (unit === NO_UNIT) continue;
    const last = runs.at(-1);
    if (last && place === last[0] + last[2] && unit === last[1] + last[2]) last[2] += 1;
    else runs.push([place, unit, 1]);
  }
  return runs;
}

const readersOf = (group: ChannelGroup) =>
  Object.fromEntries(
    group.slices
      .filter(({ role }) => role === 'reader')
      .map(({ weight, units }) => [weight.replace('.weight', ''), listRuns(units)]),
  );

/** The batch normalisations that hold channels of a group, told by their running means. */
const normsOf = (group: ChannelGroup) =>
  group.slices
    .filter(({ weight }) => weight.endsWith('.running_mean'))
    .map(({ weight }) => weight.replace('.running_mean', ''));

const outline = (spec: NetworkSpec) =>
  channelGroups(spec).map(({ producers, units }) => [producers.join(' '), units]);

describe('channel groups of the presets', () => {
  it.each(PRESETS.map(({ id }) => id))(
    'makes every layer of %s but the last a producer of one group',
    (id) => {
      const spec = build(id);
      const groups = channelGroups(spec);
      const expected = spec.nodes
        .filter(({ kind }) => kind === 'conv2d' || kind === 'dense')
        .map(({ name }) => name)
        .slice(0, -1);
      expect(groups.flatMap(({ producers }) => producers).sort()).toEqual(expected.sort());
    },
  );

  it.each(PRESETS.map(({ id }) => id))(
    'gives each unit of %s a value of every slice, along its whole axis',
    (id) => {
      const spec = build(id);
      const shapes = new Map(listWeights(spec).map(({ name, shape }) => [name, shape]));
      for (const { units, slices } of channelGroups(spec)) {
        for (const slice of slices) {
          expect(slice.units.length).toBe(shapes.get(slice.weight)![slice.axis]);
          expect(new Set(slice.units.filter((unit) => unit !== NO_UNIT)).size).toBe(units);
        }
      }
    },
  );

  it.each(PRESETS.map(({ id }) => id))(
    'leaves no place of a weight of %s to two groups, and only images and classes to none',
    (id) => {
      const spec = build(id);
      const claims = new Map<string, Int32Array>();
      for (const { slices } of channelGroups(spec)) {
        for (const { weight, axis, units } of slices) {
          const key = `${weight} ${axis}`;
          const claimed = claims.get(key) ?? new Int32Array(units.length);
          claims.set(key, claimed);
          for (const [place, unit] of units.entries()) if (unit !== NO_UNIT) claimed[place]! += 1;
        }
      }
      for (const [key, claimed] of claims) {
        expect([key, claimed.every((count) => count === 1)]).toEqual([key, true]);
      }
      const last = spec.nodes.at(-1)!.name;
      const first = spec.nodes.find(({ kind }) => kind === 'conv2d' || kind === 'dense')!.name;
      const missing = listWeights(spec).flatMap(({ name, node, role, shape }) => {
        const axes = role !== 'weight' ? [0] : shape.length === 2 ? [0, 1] : shape[3] === 1 ? [2] : [2, 3];
        return axes
          .filter((axis) => !claims.has(`${name} ${axis}`))
          .map((axis) => `${node} ${axis} of ${shape.length}`);
      });
      const inputAxis = id.startsWith('lenet-300') || id.startsWith('mlp') ? '0 of 2' : '2 of 4';
      expect(missing).toEqual([`${first} ${inputAxis}`, `${last} 1 of 2`, `${last} 0 of 1`]);
    },
  );
});

describe('channel groups of residual networks', () => {
  it('joins in each stage of resnet-8 what its additions join: stem or projection, and the last convolutions', () => {
    expect(outline(build('resnet-8'))).toEqual([
      ['conv1 s1b1_conv2', 16],
      ['s1b1_conv1', 16],
      ['s2b1_conv1', 32],
      ['s2b1_conv2 s2b1_proj', 32],
      ['s3b1_conv1', 64],
      ['s3b1_conv2 s3b1_proj', 64],
    ]);
  });

  it('normalises and reads the channels of a stage of resnet-8 at all of its ends', () => {
    const spec = build('resnet-8');
    const first = findGroup(spec, 'conv1');
    expect(normsOf(first)).toEqual(['bn1', 's1b1_bn2']);
    const whole = [[0, 0, 16]];
    expect(readersOf(first)).toEqual({ s1b1_conv1: whole, s2b1_conv1: whole, s2b1_proj: whole });
    const last = findGroup(spec, 's3b1_conv2');
    expect(normsOf(last)).toEqual(['s3b1_bn2', 's3b1_proj_bn']);
    expect(readersOf(last)).toEqual({ fc: [[0, 0, 64]] });
  });

  it('joins four layers in every stage of resnet-20 and leaves nine inner convolutions by themselves', () => {
    const groups = outline(build('resnet-20'));
    expect(groups).toHaveLength(12);
    expect(groups.filter(([producers]) => String(producers).includes(' '))).toEqual([
      ['conv1 s1b1_conv2 s1b2_conv2 s1b3_conv2', 16],
      ['s2b1_conv2 s2b1_proj s2b2_conv2 s2b3_conv2', 32],
      ['s3b1_conv2 s3b1_proj s3b2_conv2 s3b3_conv2', 64],
    ]);
  });

  it('keeps the stem of the bottleneck network out of its stages, and the insides of its blocks apart', () => {
    expect(outline(build('resnet-bottleneck-mini'))).toEqual([
      ['conv1', 16],
      ...[1, 2, 3].flatMap((stage) => {
        const inner = 4 * 2 ** stage;
        const [a, b] = [`s${stage}b1`, `s${stage}b2`];
        return [
          [`${a}_conv1`, inner],
          [`${a}_conv2`, inner],
          [`${a}_conv3 ${a}_proj ${b}_conv3`, 4 * inner],
          [`${b}_conv1`, inner],
          [`${b}_conv2`, inner],
        ];
      }),
    ]);
  });
});

describe('channel groups of mobilenet-mini', () => {
  const spec = build('mobilenet-mini');

  it('take the depthwise layer with the channels that it filters', () => {
    expect(
      channelGroups(spec).map(({ layers, producers, units }) => [layers.join(' '), producers.length, units]),
    ).toEqual([
      ['conv1 b1_dw', 1, 16],
      ['b1_pw b2_dw', 1, 32],
      ['b2_pw b3_dw', 1, 64],
      ['b3_pw b4_dw', 1, 64],
      ['b4_pw b5_dw', 1, 128],
      ['b5_pw', 1, 128],
    ]);
  });

  it('normalise twice and are read by the next pointwise layer only', () => {
    const group = findGroup(spec, 'b1_pw');
    expect(normsOf(group)).toEqual(['b1_pw_bn', 'b2_dw_bn']);
    expect(readersOf(group)).toEqual({ b2_pw: [[0, 0, 32]] });
    expect(
      group.slices.filter(({ role }) => role === 'own').map(({ weight, axis }) => [weight, axis]),
    ).toEqual([
      ['b1_pw.weight', 3],
      ['b2_dw.weight', 2],
    ]);
  });
});

describe('channel groups behind a concatenation', () => {
  it.each([
    ['inception1_1x1', 0, 16],
    ['inception1_3x3', 16, 32],
    ['inception1_5x5', 48, 8],
    ['inception1_pool_proj', 56, 8],
  ])('finds %s in every layer of the next inception module from channel %i on', (layer, offset, units) => {
    const group = findGroup(build('inception-mini'), layer);
    const run = [[offset, 0, units]];
    expect(group.units).toBe(units);
    expect(readersOf(group)).toEqual({
      inception2_1x1: run,
      inception2_3x3_reduce: run,
      inception2_5x5_reduce: run,
      inception2_pool_proj: run,
    });
  });

  it.each([
    ['inception2_1x1', 0, 32],
    ['inception2_3x3', 32, 48],
    ['inception2_5x5', 80, 24],
    ['inception2_pool_proj', 104, 16],
  ])('finds %s in the last layer from row %i on', (layer, offset, units) => {
    expect(readersOf(findGroup(build('inception-mini'), layer))).toEqual({ fc: [[offset, 0, units]] });
  });

  it('finds a layer of the dense network at one place in everything behind it in its block', () => {
    const spec = build('densenet-mini');
    expect(readersOf(findGroup(spec, 'conv1'))).toEqual({
      d1l1_conv: [[0, 0, 16]],
      d1l2_conv: [[0, 0, 16]],
      d1l3_conv: [[0, 0, 16]],
      t1_conv: [[0, 0, 16]],
    });
    const second = findGroup(spec, 'd1l2_conv');
    expect(readersOf(second)).toEqual({ d1l3_conv: [[28, 0, 12]], t1_conv: [[28, 0, 12]] });
    // Each reader normalises it anew: pre-activation.
    expect(normsOf(second)).toEqual(['d1l3_bn', 't1_bn']);
    expect(listRuns(second.slices.find(({ weight }) => weight === 't1_bn.weight')!.units)).toEqual([
      [28, 0, 12],
    ]);
    expect(readersOf(findGroup(spec, 'd2l3_conv'))).toEqual({ fc: [[76, 0, 12]] });
  });

  it('begins anew behind the transition of the dense network', () => {
    const group = findGroup(build('densenet-mini'), 't1_conv');
    expect(group.units).toBe(52);
    expect(Object.keys(readersOf(group))).toEqual(['d2l1_conv', 'd2l2_conv', 'd2l3_conv', 'fc']);
  });
});

describe('channel groups behind a flatten', () => {
  it('finds a filter of vgg-small once at each of the 16 positions', () => {
    const runs = readersOf(findGroup(build('vgg-small'), 'conv6')).fc1!;
    expect(runs).toEqual(Array.from({ length: 16 }, (_, position) => [128 * position, 0, 128]));
  });
});

import { computeMean } from '../../base/stats.ts';
import { countMacs } from '../../network/countMacs.ts';
import { inferShapes } from '../../network/inferShapes.ts';
import { listWeights, sizeOf } from '../../network/listWeights.ts';
import { isWeightedNode, type NetworkSpec, type Shape } from '../../network/spec.ts';
import type { Masks } from '../../network/weights.ts';
import { computeFlopShares } from './computeFlopShares.ts';

/** Multiply-accumulates of one layer for one image, as far as neither weight nor input is 0. Shares are 0…1, of `macs`. */
export interface LayerActivationMacs {
  readonly layer: string;
  /** Of the dense layer. */
  readonly macs: number;
  /** Weights whose mask keeps them, over all (biases left out). */
  readonly keptShare: number;
  /** Share of non-zero among the values the layer really reads: behind a pool or flatten, pruned channels as they are. */
  readonly inputDensity: number;
  /**
   * `keptShare` × `inputDensity`, pixels counted as dense, as Han et al. 2015 do. Where channels are pruned it takes them
   * away twice: their weights are gone, and they make the inputs sparser.
   */
  readonly hanShare: number;
  /** Kept weights of each input channel times its own density, summed; pixels by their measured density. */
  readonly effectiveMacs: number;
  readonly effectiveShare: number;
}

export interface ActivationMacs {
  /** Every layer with weights, in the order of the network. */
  readonly layers: readonly LayerActivationMacs[];
  readonly totals: {
    readonly macs: number;
    /** Han's FLOP % of the network, as a share. */
    readonly hanShare: number;
    readonly effectiveMacs: number;
    readonly effectiveShare: number;
    /**
     * Han's Act % of the network, as a share: non-zero among all values that layers read, each node once and without the
     * pixels, and the logits, which count as dense.
     */
    readonly actShare: number;
  };
}

/** Nodes that hold the pixels themselves: the input, and what leaves its zeros zeros. */
function findPixels(spec: NetworkSpec): ReadonlySet<string> {
  const pixels = new Set<string>();
  for (const { kind, name, inputs } of spec.nodes) {
    const passes = kind === 'flatten' || kind === 'dropout';
    if (kind === 'input' || (passes && pixels.has(inputs[0]!))) pixels.add(name);
  }
  return pixels;
}

/** Kept weights of a layer by input channel, `[in]`; `[kernelH, kernelW, channels, 1]` of a depthwise one too. */
function countKeptByInput(shape: Shape, mask: Uint8Array | undefined): Float64Array {
  const [inputs, outputs] = shape.slice(-2) as [number, number];
  const kept = new Float64Array(inputs);
  if (!mask) return kept.fill(sizeOf(shape) / inputs);
  for (let index = 0; index < mask.length; index++) {
    if (mask[index]) kept[Math.floor(index / outputs) % inputs]! += 1;
  }
  return kept;
}

function sumTotals(
  spec: NetworkSpec,
  layers: readonly LayerActivationMacs[],
): Pick<ActivationMacs['totals'], 'macs' | 'effectiveMacs' | 'actShare'> {
  const shapes = inferShapes(spec);
  const pixels = findPixels(spec);
  const logits = sizeOf(shapes.get(spec.nodes.at(-1)!.name)!);
  const nodes = spec.nodes.filter(isWeightedNode);
  const read = new Map(nodes.map(({ inputs }, index) => [inputs[0]!, layers[index]!.inputDensity]));
  const values = [...read].flatMap(([node, density]) =>
    pixels.has(node) ? [] : [{ size: sizeOf(shapes.get(node)!), density }],
  );
  const all = [...values, { size: logits, density: 1 }];
  const size = all.reduce((sum, entry) => sum + entry.size, 0);
  return {
    macs: layers.reduce((sum, { macs }) => sum + macs, 0),
    effectiveMacs: layers.reduce((sum, { effectiveMacs }) => sum + effectiveMacs, 0),
    actShare: all.reduce((sum, entry) => sum + entry.size * entry.density, 0) / size,
  };
}

/**
 * What a network has left to multiply where it skips pruned weights and zero inputs, by masks and by `inputDensities`:
 * for each layer the share of non-zero of each of its input channels, `[in]`.
 *
 * `effectiveMacs` is exact of dense layers; of convolutions it takes a channel to be as dense at every position, and
 * counts, as `countMacs` does, taps on the padding.
 */
export function computeActivationMacs(
  spec: NetworkSpec,
  masks: Masks,
  inputDensities: ReadonlyMap<string, readonly number[]>,
): ActivationMacs {
  const macsOf = countMacs(spec);
  const pixels = findPixels(spec);
  const shapeOf = new Map(listWeights(spec).map(({ name, shape }) => [name, shape]));
  const nodes = spec.nodes.filter(isWeightedNode);
  const measured = nodes.map(({ name, inputs }) => {
    const shape = shapeOf.get(`${name}.weight`)!;
    const densities = inputDensities.get(name)!;
    const kept = countKeptByInput(shape, masks[`${name}.weight`]);
    const weights = sizeOf(shape);
    const macs = macsOf.get(name)!;
    const inputDensity = computeMean(densities);
    const used = kept.reduce((sum, count, channel) => sum + count * densities[channel]!, 0) / weights;
    const keptShare = kept.reduce((sum, count) => sum + count, 0) / weights;
    const factors = { macs, keptShare, inputDensity: pixels.has(inputs[0]!) ? 1 : inputDensity };
    return {
      factors,
      row: { layer: name, macs, keptShare, inputDensity, effectiveMacs: used * macs, effectiveShare: used },
    };
  });
  const han = computeFlopShares(measured.map(({ factors }) => factors));
  const layers = measured.map(({ row }, index) => ({ ...row, hanShare: han.layers[index]! }));
  const totals = sumTotals(spec, layers);
  return {
    layers,
    totals: { ...totals, hanShare: han.total, effectiveShare: totals.effectiveMacs / totals.macs },
  };
}

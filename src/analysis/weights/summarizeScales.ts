import type { NetworkSpec } from '../../network/spec.ts';
import type { Masks, Weights } from '../../network/weights.ts';

/** The scales γ of one batch normalisation. */
export interface NodeScales {
  readonly node: string;
  /** `[channels]` with six significant digits, 0 where the channel is pruned. */
  readonly scales: readonly number[];
}

/** All batch normalisations of a network at one moment of training, in the order of its nodes. */
export interface ScaleMoment {
  readonly nodes: readonly NodeScales[];
}

/** Reads the scales γ, channel by channel. */
export function summarizeScales(spec: NetworkSpec, weights: Weights, masks: Masks): ScaleMoment {
  return {
    nodes: spec.nodes
      .filter(({ kind }) => kind === 'batchNorm')
      .map(({ name }) => {
        const mask = masks[`${name}.weight`];
        const { values } = weights[`${name}.weight`]!;
        const scales = Array.from(values, (scale, channel) =>
          mask?.[channel] === 0 ? 0 : Number(scale.toPrecision(6)),
        );
        return { node: name, scales };
      }),
  };
}

import type { NetworkSpec, NodeSpec, Shape } from '../spec.ts';
import { batchNorm, convolution, dense, inputNode, join, lastName, type Part, relu, wire } from './parts.ts';

/** Stages of blocks; each but the first halves height and width. */
const STAGES = 3;

/** What a block has to know of its place. */
export interface BlockPlace {
  /** `s2b1`: the first block of the second stage. */
  readonly prefix: string;
  /** The stage, from 0. */
  readonly stage: number;
  readonly stride: number;
  readonly firstOfStage: boolean;
}

/** The branch of a block up to the addition, and the filters of the 1×1 projection on its shortcut, if it has one. */
export interface ResidualBlock {
  readonly branch: readonly Part[];
  readonly projection: number | undefined;
}

function wireBlock({ prefix, stride }: BlockPlace, input: string, block: ResidualBlock): readonly NodeSpec[] {
  const branch = wire(input, block.branch);
  const shortcut =
    block.projection === undefined
      ? []
      : wire(input, [
          convolution(`${prefix}_proj`, block.projection, 1, { stride, padding: 'valid', bias: false }),
          batchNorm(`${prefix}_proj_bn`),
        ]);
  const other = shortcut.length > 0 ? lastName(shortcut) : input;
  const sum = join('add', `${prefix}_add`, [lastName(branch), other]);
  const convolutions = block.branch.filter(({ kind }) => kind === 'conv2d').length;
  return [...branch, ...shortcut, sum, ...wire(sum.name, [relu(`${prefix}_relu${convolutions}`)])];
}

/**
 * A residual network for small images: a 3×3 convolution of 16 filters, three stages of blocks of which the later two
 * begin with stride 2, the mean over the map, one dense layer (He et al. 2016, section 4.2).
 *
 * Maps are padded by numbers and not `same`, which at stride 2 would lie one pixel beside PyTorch's.
 */
export function buildResidual(
  name: string,
  blocksPerStage: number,
  describeBlock: (place: BlockPlace) => ResidualBlock,
  imageShape: Shape,
  classes: number,
): NetworkSpec {
  const stem = [convolution('conv1', 16, 3, { padding: 1, bias: false }), batchNorm('bn1'), relu('relu1')];
  const nodes: NodeSpec[] = [inputNode(imageShape), ...wire('input', stem)];
  for (let stage = 0; stage < STAGES; stage++) {
    for (let block = 0; block < blocksPerStage; block++) {
      const firstOfStage = block === 0;
      const stride = firstOfStage && stage > 0 ? 2 : 1;
      const place = { prefix: `s${stage + 1}b${block + 1}`, stage, stride, firstOfStage };
      nodes.push(...wireBlock(place, lastName(nodes), describeBlock(place)));
    }
  }
  const head = [{ kind: 'globalAvgPool', name: 'gap' } as const, dense('fc', classes)];
  return { name, nodes: [...nodes, ...wire(lastName(nodes), head)] };
}

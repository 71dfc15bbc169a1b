import { describe, expect, it } from 'vitest';
import { AppError } from '../base/errors.ts';
import { createRandom, deriveSeed, type Random } from '../base/random.ts';
import { computeReferenceNodes } from '../engine/referenceForward.ts';
import { inferShapes } from '../network/inferShapes.ts';
import { isTrained, listWeights, sizeOf } from '../network/listWeights.ts';
import {
  isWeightedNode,
  type NetworkSpec,
  type NodeSpec,
  type Padding,
  type Shape,
} from '../network/spec.ts';
import type { Masks, Weights } from '../network/weights.ts';
import { applyMasks } from './applyMasks.ts';
import { type CompactResult, compact } from './compact.ts';
import { computePrune } from './computePrune.ts';
import { createPruner } from './createPruner.ts';
import { CRITERIA } from './criteria/criteria.ts';
import { foldBatchNorm } from './foldBatchNorm.ts';
import type { PruneRequest } from './prune.ts';
import { createScaledWeights } from './testNets.ts';

const SEEDS = Array.from({ length: 300 }, (_, index) => index + 1);
const CLASSES = 3;
const TOLERANCE = 1e-4;

type Unnamed = NodeSpec extends infer Node
  ? Node extends NodeSpec
    ? Omit<Node, 'name' | 'inputs'>
    : never
  : never;

/** Grows a network node by node and knows the shape of each. */
class NetBuilder {
  readonly nodes: NodeSpec[] = [];
  readonly shapes = new Map<string, Shape>();
  readonly random: Random;

  constructor(random: Random, shape: Shape) {
    this.random = random;
    this.nodes.push({ kind: 'input', name: 'input', inputs: [], shape });
    this.shapes.set('input', shape);
  }

  pick<T>(values: readonly T[]): T {
    return values[this.random.integer(values.length)]!;
  }

  chance(share: number): boolean {
    return this.random.uniform() < share;
  }

  /** Adds a node behind others; undefined where it does not fit them. */
  maybeAdd(node: Unnamed, inputs: readonly string[]): string | undefined {
    const name = `${node.kind}${this.nodes.length}`;
    const added = { ...node, name, inputs } as NodeSpec;
    // Only what the new node reads has to be there, and it is its own last node.
    const needed = this.nodes.filter((other) => this.isReadBy(other.name, inputs));
    const ending: NodeSpec[] =
      node.kind === 'dense' ? [] : [{ kind: 'flatten', name: 'end', inputs: [name] }];
    try {
      const shapes = inferShapes({ name: 'part', nodes: [...needed, added, ...ending] });
      this.nodes.push(added);
      this.shapes.set(name, shapes.get(name)!);
      return name;
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'invalid-network') return undefined;
      throw thrown;
    }
  }

  private isReadBy(name: string, readers: readonly string[]): boolean {
    return readers.some((reader) => {
      if (reader === name) return true;
      const node = this.nodes.find((candidate) => candidate.name === reader)!;
      return this.isReadBy(name, node.inputs);
    });
  }

  list(rank: 1 | 3): string[] {
    return [...this.shapes].filter(([, shape]) => shape.length === rank).map(([name]) => name);
  }

  /** Nodes that nobody reads yet. */
  listOpen(): string[] {
    const read = new Set(this.nodes.flatMap(({ inputs }) => inputs));
    return this.nodes.map(({ name }) => name).filter((name) => !read.has(name));
  }

  /** Nodes whose shapes agree with that one's, in all axes or in all but the channels. */
  listLike(name: string, upTo: 'shape' | 'place'): string[] {
    const cut = (shape: Shape) => (upTo === 'shape' ? shape : shape.slice(0, -1)).join();
    const shape = this.shapes.get(name)!;
    return this.list(shape.length as 1 | 3).filter((other) => cut(this.shapes.get(other)!) === cut(shape));
  }

  /** A few of some names, perhaps one of them twice. */
  pickSome(names: readonly string[], first: string): string[] {
    const count = this.pick([2, 2, 2, 3]);
    return [first, ...Array.from({ length: count - 1 }, () => this.pick(names))];
  }

  window(): { kernelSize: readonly [number, number]; stride: number; padding: Padding; bias: boolean } {
    return {
      kernelSize: [this.pick([1, 2, 3]), this.pick([1, 2, 3])],
      stride: this.pick([1, 1, 1, 2]),
      padding: this.pick<Padding>(['valid', 'same', 0, 1, 2]),
      bias: this.chance(0.6),
    };
  }

  /** Perhaps a normalisation, an activation, a dropout behind a node. */
  addBehind(name: string): string {
    let last = name;
    const maybe = (share: number, node: Unnamed) => {
      if (this.chance(share)) last = this.maybeAdd(node, [last]) ?? last;
    };
    maybe(0.4, { kind: 'batchNorm', epsilon: this.pick([1e-5, 1e-2]) });
    maybe(0.75, this.activation());
    maybe(0.1, { kind: 'dropout', rate: 0.5 });
    return last;
  }

  activation(): Unnamed {
    return this.pick<Unnamed>([
      { kind: 'relu' },
      { kind: 'relu' },
      { kind: 'tanh' },
      { kind: 'sigmoid' },
      { kind: 'leakyRelu', slope: 0.1 },
    ]);
  }

  /** One step of growth among maps. */
  growMap(): void {
    const from = this.chance(0.5) ? this.list(3).at(-1)! : this.pick(this.list(3));
    const filters = 1 + this.random.integer(5);
    switch (this.random.integer(9)) {
      case 0:
      case 1:
      case 2: {
        const added = this.maybeAdd({ kind: 'conv2d', filters, ...this.window() }, [from]);
        if (added) this.addBehind(added);
        break;
      }
      case 3: {
        const added = this.maybeAdd({ kind: 'depthwiseConv2d', ...this.window() }, [from]);
        if (added) this.addBehind(added);
        break;
      }
      case 4:
        this.maybeAdd(
          {
            kind: this.pick(['maxPool', 'avgPool'] as const),
            size: this.pick([2, 3]),
            stride: this.pick([1, 2]),
            padding: this.pick(['valid', 'same'] as const),
          },
          [from],
        );
        break;
      case 5:
      case 6: {
        // A branch of the same shape that is added to where it came from, be that the image.
        const channels = this.shapes.get(from)!.at(-1)!;
        const same = { kernelSize: [3, this.pick([1, 3])], stride: 1, padding: 'same' } as const;
        const branch = this.maybeAdd({ kind: 'conv2d', filters: channels, ...same, bias: this.chance(0.5) }, [
          from,
        ])!;
        const sum = this.maybeAdd({ kind: 'add' }, [this.addBehind(branch), from])!;
        this.addBehind(sum);
        break;
      }
      case 7:
        this.addBehind(this.maybeAdd({ kind: 'add' }, this.pickSome(this.listLike(from, 'shape'), from))!);
        break;
      default:
        this.addBehind(this.maybeAdd({ kind: 'concat' }, this.pickSome(this.listLike(from, 'place'), from))!);
    }
  }

  /** One step of growth among vectors. */
  growVector(): void {
    const from = this.pick(this.list(1));
    switch (this.random.integer(5)) {
      case 0:
      case 1:
        this.addBehind(
          this.maybeAdd({ kind: 'dense', units: 1 + this.random.integer(6), bias: this.chance(0.6) }, [
            from,
          ])!,
        );
        break;
      case 2: {
        const units = this.shapes.get(from)![0]!;
        if (units > 60) break;
        const branch = this.maybeAdd({ kind: 'dense', units, bias: this.chance(0.6) }, [from])!;
        this.maybeAdd({ kind: 'add' }, [from, this.addBehind(branch)]);
        break;
      }
      case 3:
        this.maybeAdd({ kind: 'add' }, this.pickSome(this.listLike(from, 'shape'), from));
        break;
      default:
        this.maybeAdd({ kind: 'concat' }, this.pickSome(this.list(1), from));
    }
  }

  /** Everything that nobody reads yet goes, as vectors side by side, into the last layer; now and then there is none. */
  finish(): NetworkSpec {
    for (const name of this.listOpen().filter((open) => this.shapes.get(open)!.length === 3)) {
      this.maybeAdd({ kind: this.chance(0.5) ? 'flatten' : 'globalAvgPool' }, [name]);
    }
    for (let step = this.random.integer(4); step > 0; step--) this.growVector();
    const open = this.listOpen();
    const features = open.length === 1 ? open[0]! : this.maybeAdd({ kind: 'concat' }, open)!;
    // Now and then what stands there is itself the network's output, whose channels cannot go.
    if (this.nodes.at(-1)!.name !== features || this.nodes.length < 3 || this.chance(0.9)) {
      const behind = this.addBehind(features);
      const last = this.maybeAdd({ kind: 'dense', units: CLASSES, bias: this.chance(0.8) }, [behind])!;
      if (this.chance(0.1)) this.maybeAdd({ kind: 'add' }, [last, last]);
    }
    return { name: 'random', nodes: this.nodes };
  }
}

function buildRandomNet(seed: number): NetworkSpec {
  const random = createRandom(deriveSeed(seed, 'net'));
  const builder = new NetBuilder(random, [
    4 + random.integer(4),
    4 + random.integer(4),
    1 + random.integer(3),
  ]);
  for (let step = 3 + random.integer(6); step > 0; step--) builder.growMap();
  return builder.finish();
}

/** A step that fits most nets: a criterion that looks at weights alone, some share of filters, stages or weights. */
function drawStep(random: Random): PruneRequest {
  const pick = <T>(values: readonly T[]): T => values[random.integer(values.length)]!;
  const criterion = pick(['magnitude', 'l1', 'l2', 'lamp', 'fpgm', 'random', 'batchNormScale'] as const);
  const granularity = pick(
    CRITERIA[criterion].granularities.filter((id) => ['filter', 'filter', 'stage', 'weight'].includes(id)),
  );
  return {
    criterion,
    granularity,
    scope: pick(['uniform', 'global', 'isomorphic'] as const),
    amount: { [pick(['sparsity', 'ofRemaining'] as const)]: random.uniform() } as { sparsity: number },
  };
}

/**
 * Masks on top of others that no step makes: of single parameters, or of all that makes or all that reads a channel; so
 * many that channels die and others after them.
 */
function maskAtRandom(spec: NetworkSpec, masks: Masks, random: Random): Masks {
  const share = random.uniform();
  const whole = random.uniform() < 0.6;
  const entries = listWeights(spec)
    .filter(({ role }) => isTrained(role))
    .filter(() => random.uniform() < 0.7)
    .map(({ name, shape }) => {
      const mask = masks[name]?.slice() ?? new Uint8Array(sizeOf(shape)).fill(1);
      // The last two axes are those of channels; the last one of a depthwise layer is empty.
      const axis =
        shape.length - (shape.length > 1 && (shape.at(-1) === 1 || random.uniform() < 0.3) ? 2 : 1);
      const inner = sizeOf(shape.slice(axis + 1));
      const gone = Uint8Array.from({ length: shape[axis]! }, () => (random.uniform() < share ? 1 : 0));
      const isGone = whole
        ? (index: number) => gone[Math.floor(index / inner) % gone.length] === 1
        : () => random.uniform() < share;
      return [name, mask.map((keep, index) => (isGone(index) ? 0 : keep))] as const;
    });
  return { ...masks, ...Object.fromEntries(entries) };
}

const isSkipped = (thrown: unknown) =>
  thrown instanceof AppError && (thrown.code === 'step-impossible' || thrown.code === 'layer-emptied');

interface Trial {
  readonly spec: NetworkSpec;
  readonly weights: Weights;
  readonly masks: Masks;
  /** How many steps pruned something. */
  readonly steps: number;
  readonly atRandom: boolean;
}

function createTrial(seed: number): Trial {
  const random = createRandom(deriveSeed(seed, 'trial'));
  const spec = buildRandomNet(seed);
  const weights = createScaledWeights(spec, seed);
  let masks: Masks = {};
  let steps = 0;
  for (let left = 4; left > 0 && steps < 2; left--) {
    const step = drawStep(random);
    try {
      const only = random.uniform() < 0.15 ? 'own' : undefined;
      masks = createPruner(spec, weights, masks, step, { seed }).prune(step.amount, only).masks;
      steps++;
    } catch (thrown) {
      if (!isSkipped(thrown)) throw thrown;
    }
  }
  const atRandom = random.uniform() < 0.5;
  return { spec, weights, masks: atRandom ? maskAtRandom(spec, masks, random) : masks, steps, atRandom };
}

function computeLogits(spec: NetworkSpec, weights: Weights, seed: number): number[] {
  const { shape } = spec.nodes[0] as { readonly shape: Shape };
  return [1, 2].flatMap((image) => {
    const random = createRandom(deriveSeed(seed, 'image', image));
    const pixels = Float64Array.from({ length: sizeOf(shape) }, () => random.normal());
    return [...computeReferenceNodes(spec, weights, pixels).get(spec.nodes.at(-1)!.name)!.values];
  });
}

const measureDifference = (logits: readonly number[], expected: readonly number[]) =>
  logits.length === expected.length
    ? Math.max(...expected.map((logit, at) => Math.abs(logits[at]! - logit) / Math.max(1, Math.abs(logit))))
    : Number.NaN;

const countValues = (weights: Weights) =>
  Object.values(weights).reduce((sum, { values }) => sum + values.length, 0);

const layersOf = (spec: NetworkSpec) => spec.nodes.filter(isWeightedNode).map(({ name }) => `${name}.weight`);

/** What is wrong with a compacted network, as words; empty where nothing is. */
function listFaults({ spec, weights, masks }: Trial, small: CompactResult, seed: number): string[] {
  const faults: string[] = [];
  for (const { name, shape } of listWeights(small.spec)) {
    const { shape: found, values } = small.weights[name]!;
    if (found.join() !== shape.join()) faults.push(`${name} is [${found}] and not [${shape}]`);
    if (values.length !== sizeOf(shape) || values.length === 0)
      faults.push(`${name} has ${values.length} values`);
  }
  for (const [name, mask] of Object.entries(small.masks)) {
    const { values } = small.weights[name]!;
    if (mask.length !== values.length) faults.push(`the mask of ${name} has ${mask.length} values`);
    if (values.some((value, at) => !mask[at] && value !== 0)) faults.push(`${name} is masked and not 0`);
  }
  if (countValues(small.weights) > countValues(weights)) faults.push('it has more values than before');
  const expected = computeLogits(spec, applyMasks(weights, masks), seed);
  const difference = measureDifference(computeLogits(small.spec, small.weights, seed), expected);
  if (!(difference <= TOLERANCE)) faults.push(`logits differ by ${difference}`);

  const again = compact(small.spec, small.weights, small.masks);
  if (again.removedChannels > 0) faults.push(`compacting again removes ${again.removedChannels} channels`);
  else if (JSON.stringify(again.spec) !== JSON.stringify(small.spec))
    faults.push('compacting again changes it');

  const folded = foldBatchNorm(small.spec, small.weights, small.masks);
  const foldedDifference = measureDifference(computeLogits(folded.spec, folded.weights, seed), expected);
  if (!(foldedDifference <= TOLERANCE)) faults.push(`logits differ by ${foldedDifference} when folded`);
  const smaller = compact(folded.spec, folded.weights, folded.masks);
  const lastDifference = measureDifference(computeLogits(smaller.spec, smaller.weights, seed), expected);
  if (!(lastDifference <= TOLERANCE))
    faults.push(`logits differ by ${lastDifference} when folded and compacted`);
  return faults;
}

describe('random graphs (METHODS §5, rule 1)', () => {
  const nets = SEEDS.map(buildRandomNet);

  it('hold every kind of node and of join', () => {
    const kinds = new Set(nets.flatMap(({ nodes }) => nodes.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual([
      'add',
      'avgPool',
      'batchNorm',
      'concat',
      'conv2d',
      'dense',
      'depthwiseConv2d',
      'dropout',
      'flatten',
      'globalAvgPool',
      'input',
      'leakyRelu',
      'maxPool',
      'relu',
      'sigmoid',
      'tanh',
    ]);
    const joins = (kind: 'add' | 'concat', accept: (inputs: readonly string[]) => boolean) =>
      nets.filter(({ nodes }) => nodes.some((node) => node.kind === kind && accept(node.inputs))).length;
    const isTwice = (inputs: readonly string[]) => new Set(inputs).size < inputs.length;
    const hasInput = (inputs: readonly string[]) => inputs.includes('input');
    for (const kind of ['add', 'concat'] as const) {
      expect(joins(kind, isTwice)).toBeGreaterThan(5);
      expect(joins(kind, hasInput)).toBeGreaterThan(5);
    }
    for (const spec of nets) inferShapes(spec);
  });

  it.each(SEEDS)('keep their logits when they are compacted: seed %i', (seed) => {
    const trial = createTrial(seed);
    // Whatever the steps did, every layer has a weight left; masks drawn at random may leave none.
    if (!trial.atRandom) {
      const emptied = layersOf(trial.spec).filter((name) => !(trial.masks[name]?.includes(1) ?? true));
      expect({ seed, emptied }).toEqual({ seed, emptied: [] });
    }
    const faults = listFaults(trial, compact(trial.spec, trial.weights, trial.masks), seed);
    expect({ seed, faults }).toEqual({ seed, faults: [] });
  });

  it('lose channels in most trials, and weights in nearly all', () => {
    const trials = SEEDS.map(createTrial);
    const removed = trials.map(({ spec, weights, masks }) => compact(spec, weights, masks).removedChannels);
    expect(removed.filter((count) => count > 0).length).toBeGreaterThan(180);
    expect(trials.filter(({ steps, atRandom }) => steps > 0 || atRandom).length).toBeGreaterThan(270);
  });

  it.each(SEEDS.slice(0, 30))('lose exactly the filters that were pruned: seed %i', (seed) => {
    const spec = buildRandomNet(seed);
    const weights = createScaledWeights(spec, seed);
    const step: PruneRequest = {
      criterion: 'l2',
      granularity: 'filter',
      scope: 'uniform',
      amount: { sparsity: 0.5 },
    };
    let pruned: number;
    let masks: Masks;
    try {
      const outcome = computePrune(spec, weights, {}, step);
      masks = outcome.masks;
      pruned = outcome.report.layers.reduce((sum, { prunedUnits }) => sum + prunedUnits, 0);
    } catch (thrown) {
      if (isSkipped(thrown)) return;
      throw thrown;
    }
    const small = compact(spec, weights, masks);
    expect({ seed, removed: small.removedChannels }).toEqual({ seed, removed: pruned });
  });
});

import { AppError } from '../base/errors.ts';
import type { DatasetManifest } from '../data/dataset.ts';
import type { NetworkSpec } from '../network/spec.ts';
import { checkPrune } from '../pruning/checkPrune.ts';
import { planFolding } from '../pruning/foldBatchNorm.ts';
import { checkSchedule } from '../pruning/schedules.ts';
import { checkMeasure } from './checkMeasure.ts';
import { type NamedStep, nameSteps } from './nameSteps.ts';
import { invalidRecipe } from './parseRecipe.ts';
import { resolveNetwork } from './resolveNetwork.ts';
import { type Recipe, START_NAME, type Step, type TrainStep } from './schema.ts';

/** Which compactions lie before a snapshot: weights go back only where they are the same. */
type ShapeId = string;

interface Situation {
  readonly index: number;
  /** Of the recipe, where its data set is known. */
  readonly trainImages: number | undefined;
  readonly spec: NetworkSpec;
  readonly from: NamedStep['from'];
  /** The snapshots made so far. */
  readonly shapes: ReadonlyMap<string, ShapeId>;
}

/** Runs a check of the network or of pruning and says its fault as one of the recipe, at a path. */
function checkAt(path: string, check: () => void): void {
  try {
    check();
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    throw new AppError('invalid-recipe', `${path}: ${thrown.message}`, { ...thrown.details, path }, thrown);
  }
}

const hasBatchNorm = ({ nodes }: NetworkSpec) => nodes.some(({ kind }) => kind === 'batchNorm');

const earlier = (shapes: ReadonlyMap<string, ShapeId>) =>
  `an earlier snapshot: ${[...shapes.keys()].join(', ')}`;

function checkRewind(to: string, { index, from, shapes }: Situation): void {
  const path = ['steps', index, 'to'];
  const target = shapes.get(to);
  if (target === undefined) throw invalidRecipe(path, to, earlier(shapes));
  if (target !== shapes.get(from)) {
    throw invalidRecipe(path, to, 'a snapshot with no compaction between it and this step');
  }
}

function checkTrain(step: TrainStep, { index, spec, shapes, trainImages }: Situation): void {
  const at = (...keys: string[]) => ['steps', index, ...keys];
  const { distill, regularizer, validate } = step;
  if (distill && !shapes.has(distill.teacher)) {
    throw invalidRecipe(at('distill', 'teacher'), distill.teacher, earlier(shapes));
  }
  if (regularizer.slimming > 0 && !hasBatchNorm(spec)) {
    const path = at('regularizer', 'slimming');
    throw invalidRecipe(path, regularizer.slimming, '0 for a network without batch normalisation');
  }
  if (validate && trainImages !== undefined && validate.images >= trainImages) {
    const path = at('validate', 'images');
    throw invalidRecipe(path, validate.images, `fewer than the ${trainImages} training images`);
  }
}

function checkStep(step: Step, situation: Situation): void {
  if (step.kind === 'train') checkTrain(step, situation);
  if (step.kind === 'recalibrate' && !hasBatchNorm(situation.spec)) {
    throw invalidRecipe(['steps', situation.index, 'kind'], step.kind, 'a network with batch normalisation');
  }
  // Compaction keeps the layers and their names, so that their first widths tell all there is to tell.
  if (step.kind === 'prune') {
    checkAt(`steps[${situation.index}]`, () => {
      checkPrune(situation.spec, step);
      const { kind = 'oneShot', train } = step.schedule ?? {};
      checkSchedule(kind, step.amount, train !== undefined);
    });
  }
  if (step.kind === 'measure') {
    checkAt(`steps[${situation.index}]`, () => checkMeasure(situation.spec, step));
    if (step.against !== undefined && !situation.shapes.has(step.against)) {
      throw invalidRecipe(['steps', situation.index, 'against'], step.against, earlier(situation.shapes));
    }
  }
  if (step.kind === 'rewind') checkRewind(step.to, situation);
}

function checkNetwork(recipe: Recipe, manifest: DatasetManifest | undefined): NetworkSpec {
  let spec: NetworkSpec | undefined;
  const path = 'spec' in recipe.network ? 'network.spec' : 'network.preset';
  checkAt(path, () => {
    spec = resolveNetwork(recipe.network, manifest);
  });
  return spec!;
}

/**
 * Checks before any work what the schema cannot: names, branches, the network, and whether each step can be done.
 *
 * With the data set's manifest also whether network and images fit. Throws `invalid-recipe` naming the path.
 */
export function checkRecipe(recipe: Recipe, manifest?: DatasetManifest): void {
  const spec = checkNetwork(recipe, manifest);
  const trainImages = recipe.dataset.trainSize ?? manifest?.splits.train.count;
  const shapes = new Map<string, ShapeId>([[START_NAME, '']]);
  const specs = new Map([[START_NAME, spec]]);
  for (const [index, { name, from, step }] of nameSteps(recipe.steps).entries()) {
    if (!shapes.has(from)) throw invalidRecipe(['steps', index, 'from'], from, earlier(shapes));
    if (shapes.has(name)) {
      throw invalidRecipe(['steps', index, 'name'], name, 'a name that no earlier snapshot has');
    }
    if (name.endsWith('.masks')) {
      throw invalidRecipe(
        ['steps', index, 'name'],
        name,
        'a name without the ending of mask files, ".masks"',
      );
    }
    const before = specs.get(from)!;
    checkStep(step, { index, trainImages, spec: before, from, shapes });
    shapes.set(name, step.kind === 'compact' ? name : shapes.get(from)!);
    specs.set(name, step.kind === 'compact' && step.foldBatchNorm ? planFolding(before).spec : before);
  }
}

import { throwIfAborted } from '../../base/errors.ts';
import { createProgressMeter } from '../../base/progress.ts';
import { deriveSeed } from '../../base/random.ts';
import { yieldToEvents } from '../../base/yieldToEvents.ts';
import type { Model, RunOptions, TrainOptions } from '../../engine/engine.ts';
import { applyMasks } from '../../pruning/applyMasks.ts';
import { listPrunedLayers } from '../../pruning/checkPrune.ts';
import { createPruner, type PruneOutcome } from '../../pruning/createPruner.ts';
import type { PruneReport } from '../../pruning/prune.ts';
import { SCHEDULES } from '../../pruning/schedules.ts';
import { countOnes } from '../../pruning/unitPool.ts';
import { readKeptUnits } from '../../pruning/units.ts';
import { collectStatistics } from '../collectStatistics.ts';
import { deriveStepSeed } from '../deriveStepSeed.ts';
import type { RunContext, StepRun } from '../runContext.ts';
import type { PruneSchedule, PruneStep } from '../schema.ts';
import type { Snapshot } from '../snapshot.ts';
import { toTrainOptions } from '../toTrainOptions.ts';
import { withModel } from '../withModel.ts';
import type { StepHandler, StepOutcome } from './stepHandler.ts';

type State = Pick<Snapshot, 'spec' | 'weights' | 'masks' | 'depth'>;

/** A prune step that is done in several rounds. */
interface Plan {
  readonly step: PruneStep;
  readonly schedule: PruneSchedule;
  readonly startSparsity: number;
}

const only = ({ signal }: StepRun) => (signal ? { signal } : {});

/** One cut by an amount, with what its criterion collects of the network as it stands. */
async function cut(
  context: RunContext,
  state: State,
  step: PruneStep,
  run: RunOptions,
  part?: 'own',
): Promise<PruneOutcome> {
  const statistics = await collectStatistics(context, state, step, run);
  return createPruner(state.spec, state.weights, state.masks, step, statistics).prune(step.amount, part);
}

/** The step with the amount of one round. */
function atRound({ step, schedule, startSparsity }: Plan, round: number): PruneStep {
  const { kind, rounds } = schedule;
  const amount = SCHEDULES[kind].toAmount(step.amount, { round, rounds, startSparsity });
  return { ...step, amount: amount as PruneStep['amount'] };
}

function planTraining(
  { seed, dataset }: RunContext,
  { depth }: State,
  train: NonNullable<PruneSchedule['train']>,
  round: number,
  repeats: number,
): TrainOptions {
  const roundSeed = deriveSeed(deriveStepSeed(seed, depth, 'prune'), 'train', round);
  const options = toTrainOptions(train, dataset.train.count, roundSeed);
  return { ...options, steps: repeats * options.steps };
}

/** A report of all rounds together: what was pruned new is what the first one found and the last one left. */
function sumReports(first: PruneReport, last: PruneReport): PruneReport {
  const before = new Map(
    first.layers.map(({ layer, prunedUnits, newlyPruned }) => [layer, prunedUnits - newlyPruned]),
  );
  return {
    ...last,
    layers: last.layers.map((layer) => ({
      ...layer,
      newlyPruned: layer.prunedUnits - (before.get(layer.layer) ?? 0),
    })),
  };
}

/** Prunes, trains, prunes, …; ends with the last cut. */
async function pruneBetweenTrainings(
  context: RunContext,
  start: State,
  plan: Plan,
  run: StepRun,
): Promise<StepOutcome<PruneStep>> {
  const { engine, dataset } = context;
  const { rounds, train } = plan.schedule;
  const measure = createProgressMeter(rounds);
  let state = start;
  const reports: PruneReport[] = [];
  for (let round = 1; round <= rounds; round++) {
    // Without trainings between them a hundred rounds would hear no cancel.
    await yieldToEvents();
    throwIfAborted(run.signal);
    const { masks, report } = await cut(context, state, atRound(plan, round), only(run));
    reports.push(report);
    state = { ...state, masks, weights: applyMasks(state.weights, masks) };
    run.onProgress?.(measure(round));
    if (round === rounds || !train) continue;
    const options = planTraining(context, start, train, round, 1);
    const weights = await withModel(engine, state, async (model) => {
      await engine.train(model, dataset.train, options, only(run));
      return model.readWeights();
    });
    state = { ...state, weights };
  }
  const { weights, masks } = state;
  return { weights, masks, summary: { prune: sumReports(reports[0]!, reports.at(-1)!) } };
}

/** One training that is interrupted after every so many batches to prune; ends with the last cut. */
async function pruneWhileTraining(
  context: RunContext,
  start: State,
  plan: Plan,
  run: StepRun,
): Promise<StepOutcome<PruneStep>> {
  const { engine, dataset } = context;
  const { kind, rounds, train } = plan.schedule;
  const { soft } = SCHEDULES[kind];
  const options = planTraining(context, start, train!, 0, rounds);
  const every = options.steps / rounds;
  const reports: PruneReport[] = [];
  let masks = start.masks;

  const interrupt = async (model: Model, done: number) => {
    const round = done / every;
    const returns = soft && round < rounds;
    const state = { ...start, weights: await model.readWeights(), masks };
    const outcome = await cut(context, state, atRound(plan, round), only(run), returns ? 'own' : undefined);
    reports.push(outcome.report);
    model.setMasks(outcome.masks);
    // Set to 0 now, but free again: only the masks from before the step go on to hold.
    if (returns) model.setMasks(start.masks);
    else masks = outcome.masks;
  };
  const weights = await withModel(engine, start, async (model) => {
    await engine.train(model, dataset.train, options, {
      ...only(run),
      ...(run.onProgress ? { onTick: run.onProgress } : {}),
      interruption: { every, work: (done) => interrupt(model, done) },
    });
    return model.readWeights();
  });
  return { weights, masks, summary: { prune: sumReports(reports[0]!, reports.at(-1)!) } };
}

/** Share of the units of the layers a step chooses from that are pruned before it. */
function measureSparsity({ spec, masks }: State, step: PruneStep): number {
  const layers = listPrunedLayers(spec, step);
  const units = layers.reduce((sum, layer) => sum + layer.units, 0);
  const kept = layers.reduce((sum, layer) => sum + countOnes(readKeptUnits(layer, masks)), 0);
  return (units - kept) / units;
}

/** Masks what matters least by the step's criterion, at once or by its schedule. */
export const prune: StepHandler<'prune'> = async (context, snapshot, step, run) => {
  const { schedule } = step;
  if (!schedule || schedule.kind === 'oneShot') {
    const { masks, report } = await cut(context, snapshot, step, run);
    return { masks, weights: applyMasks(snapshot.weights, masks), summary: { prune: report } };
  }
  const plan: Plan = { step, schedule, startSparsity: measureSparsity(snapshot, step) };
  return SCHEDULES[schedule.kind].training === 'throughout'
    ? pruneWhileTraining(context, snapshot, plan, run)
    : pruneBetweenTrainings(context, snapshot, plan, run);
};

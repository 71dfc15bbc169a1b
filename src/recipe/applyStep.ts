import { computeCost } from '../analysis/cost.ts';
import { throwIfAborted } from '../base/errors.ts';
import { measureAccuracy } from './measureAccuracy.ts';
import type { RunContext, StepRun } from './runContext.ts';
import type { Step } from './schema.ts';
import type { Snapshot } from './snapshot.ts';
import { compact } from './steps/compact.ts';
import { measure } from './steps/measure.ts';
import { prune } from './steps/prune.ts';
import { recalibrate } from './steps/recalibrate.ts';
import { reinitialize } from './steps/reinitialize.ts';
import { rewind } from './steps/rewind.ts';
import type { StepByKind, StepHandler, StepOutcome } from './steps/stepHandler.ts';
import { train } from './steps/train.ts';

type StepHandlers = { readonly [K in keyof StepByKind]: StepHandler<K> };

const STEP_HANDLERS: StepHandlers = { train, prune, rewind, reinitialize, compact, recalibrate, measure };

function handle<K extends keyof StepByKind>(
  kind: K,
  step: StepByKind[K],
  context: RunContext,
  snapshot: Snapshot,
  run: StepRun,
): Promise<StepOutcome<StepByKind[K]>> {
  return STEP_HANDLERS[kind](context, snapshot, step, run);
}

/**
 * Does one step to a snapshot: the new snapshot, evaluated on all test images, and the step as it really ran.
 *
 * Seeds come from the recipe's seed, the depth and the kind of step alone. Rejects as a whole: with `not-a-number`,
 * `step-impossible`, `AbortError` and so on nothing of the step is kept. Leaves no tensors behind.
 */
export async function applyStep(
  context: RunContext,
  snapshot: Snapshot,
  step: Step,
  run: StepRun = {},
): Promise<{ readonly snapshot: Snapshot; readonly step: Step }> {
  const startedMs = performance.now();
  throwIfAborted(run.signal);
  const outcome = await handle(step.kind, step, context, snapshot, run);
  const { spec = snapshot.spec, weights = snapshot.weights, masks = snapshot.masks } = outcome;
  const state = { spec, weights, masks };
  // A training and a measurement have told their own progress; the short evaluation behind it would start it over.
  const { signal, onProgress } = run;
  const isQuick = step.kind !== 'train' && step.kind !== 'measure';
  const accuracy = await measureAccuracy(context, state, undefined, {
    ...(signal ? { signal } : {}),
    ...(onProgress && isQuick ? { onProgress } : {}),
  });
  const depth = snapshot.depth + 1;
  return {
    snapshot: {
      name: step.name ?? `${depth}-${step.kind}`,
      depth,
      ...state,
      summary: {
        accuracy,
        cost: computeCost(spec, weights, masks),
        seconds: (performance.now() - startedMs) / 1000,
        ...outcome.summary,
      },
    },
    step: outcome.step ?? step,
  };
}

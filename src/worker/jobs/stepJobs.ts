import { computeCost } from '../../analysis/cost.ts';
import { throwIfAborted } from '../../base/errors.ts';
import type { Model } from '../../engine/engine.ts';
import { computePrune } from '../../pruning/computePrune.ts';
import { applyStep } from '../../recipe/applyStep.ts';
import { collectStatistics } from '../../recipe/collectStatistics.ts';
import type { Snapshot } from '../../recipe/snapshot.ts';
import type { SnapshotId } from '../protocol.ts';
import type { JobHandler } from '../serveJobs.ts';
import type { Session } from '../session.ts';
import { toSnapshotView } from '../toSnapshotView.ts';

/** The model a moving slider prunes again and again, and its accuracy before. */
interface Probe {
  readonly id: SnapshotId;
  readonly images: number;
  readonly engine: object;
  readonly model: Model;
  readonly accuracyBefore: number;
}

/** Jobs that make a step, or tell what it would do. */
export function createStepJobs(session: Session) {
  let probe: Probe | undefined;

  const runStep: JobHandler<'runStep'> = async (params, { signal, control, onProgress, onEvent }) => {
    const from = await session.snapshots.get(params.from);
    const context = await session.runContext(signal, params.rewindTo);
    if (params.paused) control.steer('pause');
    const { snapshot, step } = await applyStep(context, from, params.step, {
      signal,
      control,
      onProgress,
      onTick: onEvent,
    });
    session.snapshots.put(params.snapshotId, snapshot);
    return { snapshot: toSnapshotView(params.snapshotId, snapshot), step };
  };

  async function openProbe(
    id: SnapshotId,
    snapshot: Snapshot,
    images: number,
    signal: AbortSignal,
  ): Promise<Probe> {
    const engine = await session.engine(signal);
    if (probe?.id === id && probe.images === images && probe.engine === engine) return probe;
    const model = engine.createModel(snapshot.spec, snapshot.weights, snapshot.masks);
    const { accuracy } = await engine.evaluate(model, session.dataset().test, images, { signal });
    // A model of a backend that is gone is gone with it.
    if (probe?.engine === engine) probe.model.dispose();
    probe = { id, images, engine, model, accuracyBefore: accuracy };
    return probe;
  }

  /** Previews share one model, so each waits for the one before, which a newer one has cancelled. */
  let turn: Promise<unknown> = Promise.resolve();
  const preview: JobHandler<'preview'> = (params, context) => {
    const result = turn.then(() => computePreview(params, context));
    turn = result.catch(() => {});
    return result;
  };

  const computePreview: JobHandler<'preview'> = async ({ id, step, images }, { signal }) => {
    throwIfAborted(signal);
    const snapshot = await session.snapshots.get(id);
    const { spec, weights, masks } = snapshot;
    const context = await session.runContext(signal);
    const statistics = await collectStatistics(context, snapshot, step, { signal });
    const pruned = computePrune(spec, weights, masks, step, statistics);
    const cost = computeCost(spec, weights, pruned.masks);
    const count = Math.min(images, session.dataset().test.count);
    const { model, accuracyBefore } = await openProbe(id, snapshot, count, signal);
    // Masking zeroes what it cuts: bring all weights back before the next cut.
    model.setMasks({});
    model.writeWeights(weights);
    model.setMasks(pruned.masks);
    const { accuracy } = await context.engine.evaluate(model, session.dataset().test, count, { signal });
    return {
      report: pruned.report,
      keptWeights: cost.totals.keptWeights,
      weights: cost.totals.weights,
      macs: cost.totals.macs,
      effectiveMacs: cost.totals.effectiveMacs,
      bytesBitmap: cost.totals.bytes.bitmap,
      accuracy,
      accuracyBefore,
      images: count,
    };
  };

  return { runStep, preview };
}

import type { RunContext, StepRun } from '../runContext.ts';
import type { Measurement, MeasureStep } from '../schema.ts';
import type { Measurements, Snapshot } from '../snapshot.ts';

/** Measures one thing of a snapshot, which it leaves as it is. */
export type Measurer<M extends Measurement> = (
  context: RunContext,
  snapshot: Snapshot,
  step: MeasureStep,
  run: StepRun,
) => Promise<NonNullable<Measurements[M]>>;

import type { NetworkSpec } from '../../network/spec.ts';
import type { Masks, Weights } from '../../network/weights.ts';
import type { RunContext, StepRun } from '../runContext.ts';
import type { Step } from '../schema.ts';
import type { Snapshot, SnapshotSummary } from '../snapshot.ts';

/** The steps of a recipe by their kind. */
export type StepByKind = { [S in Step as S['kind']]: S };

/** What a step leaves behind, before its accuracy is measured; what is absent is as it was. */
export interface StepOutcome<S extends Step = Step> {
  readonly spec?: NetworkSpec;
  readonly weights?: Weights;
  readonly masks?: Masks;
  /** The step as it really ran. */
  readonly step?: S;
  readonly summary?: Pick<SnapshotSummary, 'train' | 'prune' | 'compact' | 'measurements'>;
}

/** Does one kind of step to a snapshot, which it leaves as it is. */
export type StepHandler<K extends keyof StepByKind> = (
  context: RunContext,
  snapshot: Snapshot,
  step: StepByKind[K],
  run: StepRun,
) => Promise<StepOutcome<StepByKind[K]>>;

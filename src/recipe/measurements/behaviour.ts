import type { BehaviourReport } from '../../analysis/behaviour/behaviour.ts';
import { measureBehaviour as measureBoth } from '../../analysis/behaviour/measureBehaviour.ts';
import { START_NAME } from '../schema.ts';
import type { Measurer } from './measurer.ts';

/** Two snapshots on the same test images. */
export interface MeasuredBehaviour extends BehaviourReport {
  /** Name of the snapshot before. */
  readonly against: string;
}

/** Sets the snapshot against an earlier one: what it gets right and wrong now. */
export const measureBehaviour: Measurer<'behaviour'> = async (
  { engine, dataset, resolveSnapshot },
  snapshot,
  { against = START_NAME, images },
  run,
) => {
  const before = await resolveSnapshot(against);
  const options = images === undefined ? {} : { images };
  return { against, ...(await measureBoth(engine, before, snapshot, dataset.test, options, run)) };
};

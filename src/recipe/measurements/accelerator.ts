import { DEFAULT_ACCELERATOR_OPTIONS } from '../../analysis/accelerator/accelerator.ts';
import { measureAccelerator } from '../../analysis/accelerator/measureAccelerator.ts';
import type { Measurer } from './measurer.ts';

/** Simulates the dense layers on an accelerator for sparse networks. */
export const accelerator: Measurer<'accelerator'> = (
  { engine, dataset },
  snapshot,
  { accelerator: chosen, images },
  run,
) => {
  const { peCount, queueDepth } = DEFAULT_ACCELERATOR_OPTIONS;
  const options = {
    peCount: chosen?.peCount ?? peCount,
    queueDepth: chosen?.queueDepth ?? queueDepth,
    ...(images === undefined ? {} : { images }),
  };
  return measureAccelerator(engine, snapshot, dataset.test, options, run);
};

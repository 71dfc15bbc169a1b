import { throwIfAborted } from '../../base/errors.ts';
import { MEASURERS } from '../measurements/measurers.ts';
import type { Measurement } from '../schema.ts';
import type { Measurements } from '../snapshot.ts';
import type { StepHandler } from './stepHandler.ts';

/** Measures what the step names, one after the other, and changes nothing. */
export const measure: StepHandler<'measure'> = async (context, snapshot, step, run) => {
  const entries: [Measurement, unknown][] = [];
  for (const what of new Set(step.what)) {
    throwIfAborted(run.signal);
    const measureOne = await MEASURERS[what]();
    entries.push([what, await measureOne(context, snapshot, step, run)]);
  }
  return { summary: { measurements: Object.fromEntries(entries) as Measurements } };
};

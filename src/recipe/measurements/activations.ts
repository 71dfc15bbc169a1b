import { measureActivations } from '../../analysis/activations/measureActivations.ts';
import { measureApoz } from '../../analysis/measureApoz.ts';
import { withModel } from '../withModel.ts';
import type { Measurer } from './measurer.ts';

const APOZ_IMAGES = 1000;
/** Images named of each channel: enough to see what wakes it, few enough for a file. */
const WAKERS = 5;

/** Share of zeros of every channel behind its activation. */
export const apoz: Measurer<'apoz'> = ({ engine, dataset }, snapshot, { images = APOZ_IMAGES }, run) =>
  withModel(engine, snapshot, (model) =>
    measureApoz(engine, model, snapshot.spec, snapshot.masks, dataset.test, images, run),
  );

/** What every layer puts out, which images wake its channels, and the multiply-accumulates that zeros spare. */
export const activations: Measurer<'activations'> = ({ engine, dataset }, snapshot, { images }, run) =>
  measureActivations(
    engine,
    snapshot,
    dataset.test,
    { wakers: WAKERS, ...(images === undefined ? {} : { images }) },
    run,
  );

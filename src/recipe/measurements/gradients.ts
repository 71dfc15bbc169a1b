import { measureGradients } from '../../analysis/gradients/measureGradients.ts';
import { withModel } from '../withModel.ts';
import type { Measurer } from './measurer.ts';

/** As many as a batch has by default. */
const GRADIENT_IMAGES = 128;

/** |g| of every layer on training images. */
export const gradients: Measurer<'gradients'> = (
  { engine, dataset },
  snapshot,
  { images = GRADIENT_IMAGES },
  run,
) =>
  withModel(engine, snapshot, (model) =>
    measureGradients(engine, model, snapshot.masks, dataset.train, images, run),
  );

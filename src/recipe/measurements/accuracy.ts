import { measureAccuracy } from '../measureAccuracy.ts';
import type { Measurer } from './measurer.ts';

/** Accuracy and loss on the test images. */
export const accuracy: Measurer<'accuracy'> = (context, snapshot, { images }, run) =>
  measureAccuracy(context, snapshot, images, run);

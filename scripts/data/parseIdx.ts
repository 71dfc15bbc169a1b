import type { ImageBatch } from '../../src/data/dataset.ts';
import { parseIdx } from '../../src/data/own/parseIdx.ts';

/** Joins an IDX file of images (`[count, h, w]`) and one of labels (`[count]`). */
export function toImageBatch(imageFile: Uint8Array, labelFile: Uint8Array): ImageBatch {
  const images = parseIdx('images', imageFile);
  const labels = parseIdx('labels', labelFile);
  if (images.shape[0] !== labels.shape[0]) throw new Error('as many labels as images expected');
  return { count: labels.values.length, pixels: images.values, labels: labels.values };
}

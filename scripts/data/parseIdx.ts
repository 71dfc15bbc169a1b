import type { ImageBatch } from '../../src/data/dataset.ts';

const UNSIGNED_BYTE = 8;

/** Parses an IDX file of unsigned bytes (the format of MNIST); throws where its header and its length disagree. */
export function parseIdx(bytes: Uint8Array): {
  readonly shape: readonly number[];
  readonly values: Uint8Array;
} {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint16(0) !== 0 || view.getUint8(2) !== UNSIGNED_BYTE)
    throw new Error('not an IDX file of bytes');
  const rank = view.getUint8(3);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const values = bytes.subarray(4 + 4 * rank);
  const expected = shape.reduce((product, length) => product * length, 1);
  if (values.length !== expected) throw new Error(`IDX of ${values.length} values (expected ${expected})`);
  return { shape, values };
}

/** Joins an IDX file of images (`[count, h, w]`) and one of labels (`[count]`). */
export function toImageBatch(imageFile: Uint8Array, labelFile: Uint8Array): ImageBatch {
  const images = parseIdx(imageFile);
  const labels = parseIdx(labelFile);
  if (images.shape[0] !== labels.shape[0]) throw new Error('as many labels as images expected');
  return { count: labels.values.length, pixels: images.values, labels: labels.values };
}

import type { AppError } from '../../base/errors.ts';
import { refuseImages } from './refuseImages.ts';

const UNSIGNED_BYTE = 8;
const MOST_AXES = 4;

/** What an IDX file of unsigned bytes holds. */
export interface IdxFile {
  /** `[count]` of labels, `[count, height, width]` of grey images, `[count, height, width, 3]` of coloured ones. */
  readonly shape: readonly number[];
  readonly values: Uint8Array;
}

/**
 * Parses an IDX file of unsigned bytes, the format of MNIST (http://yann.lecun.com/exdb/mnist/): two zero bytes, the kind of
 * value, the number of axes, their lengths as big-endian integers, and the values.
 *
 * Throws `invalid-images` where it is none, or where its header and its length disagree.
 */
export function parseIdx(name: string, bytes: Uint8Array): IdxFile {
  const damaged = (reason: string): AppError => refuseImages('damaged-idx', `${name}: ${reason}`);
  if (bytes.length < 8) throw damaged(`${bytes.length} bytes, too few for an IDX file`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint16(0) !== 0 || view.getUint8(2) !== UNSIGNED_BYTE) {
    const magic = view.getUint32(0).toString(16).padStart(8, '0');
    throw damaged(`begins with 0x${magic} (expected 0x0000 and 0x08, an IDX file of bytes)`);
  }
  const rank = view.getUint8(3);
  if (rank < 1 || rank > MOST_AXES || bytes.length < 4 + 4 * rank) {
    throw damaged(`${rank} axes (expected 1 to ${MOST_AXES})`);
  }
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const values = bytes.subarray(4 + 4 * rank);
  const expected = shape.reduce((product, length) => product * length, 1);
  if (values.length !== expected) {
    throw damaged(`${values.length} values for ${shape.join('×')} (expected ${expected})`);
  }
  return { shape, values };
}

import { AppError } from '../../base/errors.ts';
import { decodeFloats } from '../decodeFloats.ts';
import type { StoredTensor } from './parseManifest.ts';

function decodeWhole({ bytes, stored }: StoredTensor): ArrayLike<number> {
  if (stored === 'uint8') return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint16Array.from({ length: bytes.length / 2 }, (_, at) => view.getUint16(at * 2, true));
}

/**
 * The values of a tensor as 32-bit floats; whole numbers become stored · scale + min, as tfjs decodes them.
 *
 * Throws `invalid-weights` for types that are not floats, and for the first value that is not finite.
 */
export function decodeTensor(tensor: StoredTensor): Float32Array {
  const { name, stored, bytes, scale, min } = tensor;
  const decode = () => {
    if (stored === 'float32') return decodeFloats('F32', bytes);
    if (stored === 'float16') return decodeFloats('F16', bytes);
    return Float32Array.from(decodeWhole(tensor), (value) => value * scale + min);
  };
  const values = decode();
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong === -1) return values;
  throw new AppError('invalid-weights', `${name}[${wrong}] is ${values[wrong]} (expected a finite number)`, {
    name,
  });
}

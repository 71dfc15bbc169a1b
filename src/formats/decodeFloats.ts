/** Float types of safetensors files that are read, each into 32-bit floats. */
export const FLOAT_BYTES = { F64: 8, F32: 4, F16: 2, BF16: 2 } as const;
export type FloatType = keyof typeof FLOAT_BYTES;

/** The value of an IEEE 754 half (1 sign, 5 exponent, 10 fraction bits). */
function decodeHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Decodes little-endian floats; halves are widened exactly, doubles rounded to the nearest float. */
export function decodeFloats(type: FloatType, bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(bytes.byteLength / FLOAT_BYTES[type]);
  switch (type) {
    case 'F64':
      for (let i = 0; i < values.length; i++) values[i] = view.getFloat64(i * 8, true);
      return values;
    case 'F32':
      for (let i = 0; i < values.length; i++) values[i] = view.getFloat32(i * 4, true);
      return values;
    case 'F16':
      for (let i = 0; i < values.length; i++) values[i] = decodeHalf(view.getUint16(i * 2, true));
      return values;
    case 'BF16': {
      const words = new Uint32Array(values.buffer);
      for (let i = 0; i < values.length; i++) words[i] = view.getUint16(i * 2, true) << 16;
      return values;
    }
    default:
      return type satisfies never;
  }
}

/** The values that a mask keeps, in their order; all of them, not copied, where there is no mask. */
export function gatherKept(values: Float32Array, mask: Uint8Array | undefined): Float32Array {
  if (!mask) return values;
  const kept = new Float32Array(values.length);
  let count = 0;
  for (let index = 0; index < values.length; index++) if (mask[index]) kept[count++] = values[index]!;
  return kept.subarray(0, count);
}

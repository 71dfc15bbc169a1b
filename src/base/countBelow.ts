/** How many of some rising numbers lie below `limit`, found by halving. */
export function countBelow(sorted: Float32Array | Float64Array, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

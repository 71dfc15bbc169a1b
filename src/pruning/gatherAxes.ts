import { sizeOf } from '../network/listWeights.ts';
import type { Shape } from '../network/spec.ts';

/** The places to keep along each axis of a tensor; undefined keeps a whole axis. */
export type KeptPlaces = readonly (readonly number[] | undefined)[];

/** A tensor's shape with only some places kept. */
export function gatherShape(shape: Shape, places: KeptPlaces): Shape {
  return shape.map((length, axis) => places[axis]?.length ?? length);
}

/** For each value of the smaller tensor its flat index in the one it came from. */
export function listGatheredIndices(shape: Shape, places: KeptPlaces): Uint32Array {
  let indices = Uint32Array.of(0);
  for (const [axis, length] of shape.entries()) {
    const stride = sizeOf(shape.slice(axis + 1));
    const kept = places[axis] ?? Array.from({ length }, (_, place) => place);
    const next = new Uint32Array(indices.length * kept.length);
    let end = 0;
    for (const start of indices) for (const place of kept) next[end++] = start + place * stride;
    indices = next;
  }
  return indices;
}

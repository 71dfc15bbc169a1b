import { createRandom, deriveSeed } from '../../base/random.ts';

/** Places 0…count − 1, or a seeded draw of `limit` of them where there are more; rising. */
export function drawUnits(count: number, limit: number, seed: number, layer: string): Uint32Array {
  const places = Uint32Array.from({ length: count }, (_, place) => place);
  if (count <= limit) return places;
  const random = createRandom(deriveSeed(seed, 'agreement', layer));
  for (let drawn = 0; drawn < limit; drawn++) {
    const other = drawn + random.integer(count - drawn);
    const held = places[drawn]!;
    places[drawn] = places[other]!;
    places[other] = held;
  }
  return places.slice(0, limit).sort();
}

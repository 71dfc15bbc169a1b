import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded source of random numbers; the same seed gives the same numbers on every machine. */
export interface Random {
  /** Uniform in [0, 1) with 32 bits of resolution. */
  uniform(): number;
  /** Standard normal (Box–Muller). */
  normal(): number;
  /** Integer in [0, limit). */
  integer(limit: number): number;
}

/** Creates a Random from a 32-bit integer seed; 0 is a seed like any other. */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed | 0);
  const uniform = () => (generator.next() >>> 0) / 0x1_0000_0000;
  let spare: number | undefined;
  const normal = () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  return { uniform, normal, integer: (limit) => Math.floor(uniform() * limit) };
}

/** A seed for one named purpose, so that adding a consumer of random numbers leaves the others as they were (FNV-1a). */
export function deriveSeed(seed: number, ...purpose: readonly (string | number)[]): number {
  let hash = 0x811c9dc5 | 0;
  for (const character of `${seed}/${purpose.join('/')}`) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  }
  return hash | 0;
}

/** Shuffles `values` in place (Fisher–Yates). */
export function shuffleInPlace(values: Uint32Array, random: Random): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    const held = values[last]!;
    values[last] = values[other]!;
    values[other] = held;
  }
}

import { deriveSeed } from '../base/random.ts';
import type { Step } from './schema.ts';

/** The seed of a step by where it stands, so that a branch or a single step gives the numbers of the whole recipe. */
export function deriveStepSeed(recipeSeed: number, depth: number, kind: Step['kind'] | 'start'): number {
  return deriveSeed(recipeSeed, depth, kind);
}

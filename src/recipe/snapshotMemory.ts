import { nameSteps } from './nameSteps.ts';
import { type Recipe, START_NAME, type Step } from './schema.ts';
import type { Snapshot } from './snapshot.ts';

/** Keeps snapshots by how they came about, so that recipes that begin with the same steps share them. */
export interface SnapshotMemory {
  recall(origin: string): Snapshot | undefined;
  remember(origin: string, snapshot: Snapshot): void;
}

/** Steps that took less are done again rather than kept. */
const SHORT_SECONDS = 1;

/**
 * Creates a memory of trainings that took more than a moment; `limit` snapshots, the oldest go first.
 *
 * Snapshots never change, and seeds depend on the recipe's seed, the depth and the kind of step alone: what is recalled
 * equals what would be computed, its seconds included.
 */
export function createSnapshotMemory(limit: number): SnapshotMemory {
  const byOrigin = new Map<string, Snapshot>();
  return {
    recall: (origin) => byOrigin.get(origin),
    remember(origin, snapshot) {
      if (!snapshot.summary.train || snapshot.summary.seconds < SHORT_SECONDS) return;
      byOrigin.set(origin, snapshot);
      for (const oldest of byOrigin.keys()) if (byOrigin.size > limit) byOrigin.delete(oldest);
    },
  };
}

/** A step with the names of other snapshots replaced by where those came from. */
function describeStep(step: Step, originOf: (name: string) => string): unknown {
  const { name: _name, from: _from, note: _note, ...rest } = step;
  switch (rest.kind) {
    case 'rewind':
      return { ...rest, to: originOf(rest.to) };
    case 'train':
      return rest.distill
        ? { ...rest, distill: { ...rest.distill, teacher: originOf(rest.distill.teacher) } }
        : rest;
    case 'measure':
      return rest.against === undefined ? rest : { ...rest, against: originOf(rest.against) };
    default:
      return rest;
  }
}

/** How each snapshot of a recipe comes about, by its name: equal where the same steps lead to it. */
export function listOrigins(recipe: Recipe): ReadonlyMap<string, string> {
  const { seed, dataset, network, weights } = recipe;
  const origins = new Map([[START_NAME, JSON.stringify({ seed, dataset, network, weights })]]);
  const originOf = (name: string) => origins.get(name)!;
  for (const { name, from, step } of nameSteps(recipe.steps)) {
    // One line a step: JSON within JSON would double its escapes with every step.
    origins.set(name, `${originOf(from)}\n${JSON.stringify(describeStep(step, originOf))}`);
  }
  return origins;
}

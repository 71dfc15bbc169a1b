import type { Progress } from '../base/progress.ts';
import type { TrainTick } from '../engine/engine.ts';
import { applyStep } from './applyStep.ts';
import { checkRecipe } from './checkRecipe.ts';
import { nameSteps } from './nameSteps.ts';
import { type OpenStartRun, openStart } from './openStart.ts';
import type { RunContext } from './runContext.ts';
import { type Recipe, START_NAME, type Step } from './schema.ts';
import type { Snapshot } from './snapshot.ts';
import { listOrigins, type SnapshotMemory } from './snapshotMemory.ts';

/** What a running recipe tells; `index` counts snapshots, the start being 0 of `total`. */
export type RecipeEvent =
  | {
      readonly kind: 'step';
      readonly index: number;
      readonly total: number;
      readonly name: string;
      readonly step?: Step;
    }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'tick'; readonly tick: TrainTick }
  | { readonly kind: 'snapshot'; readonly made: MadeSnapshot };

/** A snapshot and how it came about. */
export interface MadeSnapshot {
  readonly snapshot: Snapshot;
  /** Name of the snapshot it was made from; absent for the start. */
  readonly from?: string;
  /** Absent for the start. */
  readonly step?: Step;
}

export interface RecipeRun {
  readonly signal?: AbortSignal;
  readonly weightBytes?: OpenStartRun['weightBytes'];
  /** What runs before made the same way is taken from here. */
  readonly memory?: SnapshotMemory;
  /** Awaited, so that a listener may write files before the next step. */
  readonly onEvent?: (event: RecipeEvent) => void | Promise<void>;
}

/**
 * Runs a recipe: a fold of its steps over snapshots, the start first and each step in the recipe's order.
 *
 * Checks all of it before any work. Rejects as openStart and applyStep do.
 */
export async function runRecipe(
  recipe: Recipe,
  context: Pick<RunContext, 'engine' | 'dataset' | 'points'>,
  { signal, weightBytes, memory, onEvent }: RecipeRun = {},
): Promise<readonly MadeSnapshot[]> {
  checkRecipe(recipe, context.dataset.manifest);
  const made = new Map<string, MadeSnapshot>();
  const runContext: RunContext = {
    ...context,
    seed: recipe.seed,
    resolveSnapshot: (name) => made.get(name)!.snapshot,
  };
  const run = {
    ...(signal ? { signal } : {}),
    onProgress: (progress: Progress) => void onEvent?.({ kind: 'progress', progress }),
  };
  const total = recipe.steps.length + 1;
  const keep = async (entry: MadeSnapshot) => {
    made.set(entry.snapshot.name, entry);
    await onEvent?.({ kind: 'snapshot', made: entry });
  };

  await onEvent?.({ kind: 'step', index: 0, total, name: START_NAME });
  await keep({ snapshot: await openStart(recipe, runContext, { ...run, weightBytes }) });
  const origins = memory && listOrigins(recipe);
  for (const [index, { name, from, step }] of nameSteps(recipe.steps).entries()) {
    await onEvent?.({ kind: 'step', index: index + 1, total, name, step });
    const origin = origins?.get(name) ?? '';
    const known = memory?.recall(origin);
    if (known) {
      await keep({ snapshot: { ...known, name }, from, step });
      continue;
    }
    const done = await applyStep(
      runContext,
      made.get(from)!.snapshot,
      { ...step, name },
      {
        ...run,
        onTick: (tick) => void onEvent?.({ kind: 'tick', tick }),
      },
    );
    memory?.remember(origin, done.snapshot);
    await keep({ snapshot: done.snapshot, from, step: done.step });
  }
  return [...made.values()];
}

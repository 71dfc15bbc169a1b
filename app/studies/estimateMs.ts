import type { BackendReport, loadStudies, Recipe } from '../../src/index.ts';

type Studies = Awaited<ReturnType<typeof loadStudies>>;

/** Multiply-accumulates of the training step by which backends are compared: 64 images of 28×28 through two convolutions. */
const PROBE_WORK = 64 * (2 * 230_400 + 3 * 819_200);
/** Where only one backend was looked at. */
const USUAL_PROBE_MS = 40;
/** What a pruning takes besides passes through the network, and each of its rounds. */
const PRUNE_MS = 150;
const ROUND_MS = 50;

/** Multiply-accumulates a millisecond, as the probe of the running backend had it. */
function paceOf(backend: BackendReport | null): number {
  const chosen = backend?.candidates.find(({ outcome }) => outcome === 'chosen');
  return PROBE_WORK / (chosen?.probeMs ?? USUAL_PROBE_MS);
}

function besides(step: Recipe['steps'][number] | undefined): number {
  if (step?.kind !== 'prune') return 0;
  const rounds = step.schedule && 'rounds' in step.schedule ? step.schedule.rounds : 1;
  return PRUNE_MS + ROUND_MS * rounds;
}

/** A rough guess at how long recipes take here, before any of them ran. */
export function estimateMs(
  recipes: readonly Recipe[],
  backend: BackendReport | null,
  { estimateWork }: Pick<Studies, 'estimateWork'>,
): number {
  const pace = paceOf(backend);
  return recipes
    .flatMap((recipe) =>
      // The start comes first, then the steps.
      estimateWork(recipe).map((work, index) => work / pace + besides(recipe.steps[index - 1])),
    )
    .reduce((sum, ms) => sum + ms, 0);
}

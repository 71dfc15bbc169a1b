import type { RecipeInput } from '../recipe/schema.ts';
import type { SizeName, Study } from './study.ts';

type StepInput = NonNullable<RecipeInput['steps']>[number];

const TINY = { trainSize: 400, testSize: 100 } as const;
const TINY_STEPS = 2;

function shortenStep(step: StepInput): StepInput {
  if (step.kind === 'measure') return { ...step, images: 50 };
  if (step.kind === 'prune') {
    const { schedule, criterion } = step;
    // Measuring each channel by itself takes long however few the images are.
    return {
      ...step,
      criterion: criterion === 'kl' ? 'l1' : criterion,
      images: 20,
      ...(schedule ? { schedule: { ...schedule, rounds: 2 } } : {}),
    };
  }
  if (step.kind !== 'train') return step;
  const { epochs: _epochs, ...rest } = step;
  return {
    ...rest,
    steps: TINY_STEPS,
    batchSize: 20,
    ...(step.validate ? { validate: { images: 50, every: 1 } } : {}),
  };
}

/** In place of what is slow for its size; studies that name layers keep theirs. */
function shrinkNetwork(network: RecipeInput['network']): RecipeInput['network'] {
  return 'preset' in network && network.preset === 'conv-4-half' ? { preset: 'lenet-300-100' } : network;
}

/** A study whose recipes do all their steps, but train on a handful of images for a moment. For tests. */
export function shortenStudy(study: Study): Study {
  return {
    ...study,
    createRecipes(settings, seed) {
      const recipes = Object.entries(study.createRecipes(settings, seed)).map(([name, recipe]) => [
        name,
        {
          ...recipe,
          network: shrinkNetwork(recipe.network),
          dataset: { ...recipe.dataset, ...TINY },
          steps: (recipe.steps ?? []).map(shortenStep),
        },
      ]);
      return Object.fromEntries(recipes) as Record<string, RecipeInput>;
    },
  };
}

/** The size whose recipes take least, for tests. */
export const SHORT_SIZE: SizeName = 'lesson';

import { z } from 'zod';
import type { Recipe } from './schema.ts';
import type { AccuracyReport } from './snapshot.ts';

const share = z.number().min(0).max(1);

/** The part of a `result.json` that is read back. */
const resultSchema = z.object({
  recipe: z.object({ dataset: z.object({ name: z.string(), testSize: z.number().optional() }) }),
  snapshots: z.array(
    z.object({
      name: z.string(),
      images: z.number().int().min(1),
      accuracy: share,
      loss: z.number().min(0),
      perClassAccuracy: z.array(share).max(256),
    }),
  ),
});

/** Where the result of a shipped weights file lies, and what its snapshot is called there. */
export interface ShippedResult {
  readonly file: string;
  readonly snapshot: string;
}

/** The result that stands beside a weights file of the page's own checkpoints; undefined for any other file. */
export function maybeShippedResult(weights: string | undefined): ShippedResult | undefined {
  const [, folder, snapshot] = /^(checkpoints\/[\w-]+\/)([\w.-]+)\.safetensors$/.exec(weights ?? '') ?? [];
  return folder === undefined || snapshot === undefined
    ? undefined
    : { file: `${folder}result.json`, snapshot };
}

/**
 * The accuracy that a shipped result holds for a snapshot; undefined where it holds none, or one of other test images
 * than `dataset` asks for.
 */
export function maybeShippedAccuracy(
  result: unknown,
  snapshot: string,
  dataset: Recipe['dataset'],
): AccuracyReport | undefined {
  const parsed = resultSchema.safeParse(result);
  if (!parsed.success) return undefined;
  const { recipe, snapshots } = parsed.data;
  const sameImages = recipe.dataset.name === dataset.name && recipe.dataset.testSize === dataset.testSize;
  const found = sameImages ? snapshots.find(({ name }) => name === snapshot) : undefined;
  if (!found) return undefined;
  const { images, accuracy, loss, perClassAccuracy } = found;
  return { images, accuracy, loss, perClassAccuracy, origin: 'shipped' };
}

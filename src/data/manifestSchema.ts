import { z } from 'zod';
import { DATASET_NAMES, type DatasetManifest, type OwnDatasetName } from './dataset.ts';
import { PIXEL_FILTERS } from './pixelFilter.ts';

// A template literal of zod would be part of what the worker loads first.
const ownDatasetName: z.ZodType<OwnDatasetName, OwnDatasetName> = z
  .string()
  .regex(/^own:[0-9a-f]{64}$/) as never;

/** The name of a shipped data set, or of images that somebody brought. */
export const datasetNameSchema = z.union([z.enum(DATASET_NAMES), ownDatasetName]);

const count = z.number().int().min(1).max(1_000_000);
const length = z.number().int().min(1).max(1024);

const shard = z.strictObject({
  file: z.string().regex(/^[\w-]+\.bin$/),
  count,
  sizeBytes: z.number().int().min(1).max(50_000_000),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  filter: z.enum(PIXEL_FILTERS).exactOptional(),
});

const split = z
  .strictObject({
    count,
    countPerClass: z.array(z.number().int().min(0)).min(1).max(256),
    shards: z.array(shard).min(1).max(1000),
  })
  .refine(({ count, shards }) => shards.reduce((sum, shard) => sum + shard.count, 0) === count, {
    path: ['count'],
    message: 'expected the sum of the shards',
  })
  .refine(({ count, countPerClass }) => countPerClass.reduce((sum, images) => sum + images, 0) === count, {
    path: ['countPerClass'],
    message: 'expected to sum up to count',
  });

/** Validates a data set's `manifest.json`. */
export const manifestSchema: z.ZodType<DatasetManifest> = z
  .strictObject({
    version: z.literal(1),
    name: datasetNameSchema,
    title: z.string().max(100),
    imageShape: z.tuple([length, length, length]),
    classes: z.array(z.string().max(100)).min(1).max(256),
    source: z.string().max(2000),
    licence: z.string().max(500),
    splits: z.strictObject({ train: split, test: split }),
  })
  .refine(
    ({ classes, splits }) =>
      [splits.train, splits.test].every(({ countPerClass }) => countPerClass.length === classes.length),
    { path: ['splits'], message: 'expected one count for each class' },
  )
  .refine(
    ({ imageShape, splits }) =>
      imageShape[2] === 3 || [...splits.train.shards, ...splits.test.shards].every(({ filter }) => !filter),
    { path: ['splits'], message: 'expected no filter where images have not three channels' },
  );

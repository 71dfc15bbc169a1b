import { AppError } from '../base/errors.ts';
import type { DatasetManifest } from '../data/dataset.ts';
import { inferShapes } from '../network/inferShapes.ts';
import { findPreset } from '../network/presets/presets.ts';
import type { NetworkSpec } from '../network/spec.ts';
import { withActivation } from '../network/withActivation.ts';
import type { Recipe } from './schema.ts';

function buildPreset(
  { preset, activation }: Extract<Recipe['network'], { preset: string }>,
  manifest?: Pick<DatasetManifest, 'imageShape' | 'classes'>,
): NetworkSpec {
  const spec = findPreset(preset).build(manifest?.imageShape, manifest?.classes.length);
  return activation === undefined ? spec : withActivation(spec, activation);
}

/**
 * The network a recipe names, for the images and classes of its data set; a preset in its usual size without one.
 *
 * Throws `preset-unknown`, or `invalid-network` where the network is wrong in itself or does not fit the data set.
 */
export function resolveNetwork(
  network: Recipe['network'],
  manifest?: Pick<DatasetManifest, 'name' | 'imageShape' | 'classes'>,
): NetworkSpec {
  const spec = 'spec' in network ? network.spec : buildPreset(network, manifest);
  const shapes = inferShapes(spec);
  if (!manifest) return spec;
  const { name, imageShape, classes } = manifest;
  const input = spec.nodes.find(({ kind }) => kind === 'input')!;
  const found = shapes.get(input.name)!;
  if (found.join() !== imageShape.join()) {
    throw new AppError(
      'invalid-network',
      `${input.name}: shape [${found}] (expected [${imageShape}], the images of ${name})`,
      { node: input.name },
    );
  }
  const output = spec.nodes.at(-1)!;
  const [logits] = shapes.get(output.name)!;
  if (logits !== classes.length) {
    throw new AppError(
      'invalid-network',
      `${output.name}: gives ${logits} logits (expected ${classes.length}, the classes of ${name})`,
      { node: output.name },
    );
  }
  return spec;
}

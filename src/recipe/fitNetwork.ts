import { findPreset } from '../network/presets/presets.ts';
import type { NetworkSpec, Shape } from '../network/spec.ts';
import { withActivation } from '../network/withActivation.ts';
import { withClasses } from '../network/withClasses.ts';
import type { Recipe } from './schema.ts';

/** What images are begun with whose shape the open network does not fit. */
const FIRST_PRESET = 'lenet-5';

/** A data set with images of as many channels, which a preset names where it is made for such images. */
const datasetLike = (imageShape: Shape) => (imageShape[2] === 1 ? 'mnist' : 'cifar-10');

function maybeFit(open: Recipe['network'], imageShape: Shape, classes: number): NetworkSpec | undefined {
  if ('spec' in open) {
    const input = open.spec.nodes.find(({ kind }) => kind === 'input');
    const isSame = input?.kind === 'input' && input.shape.join() === imageShape.join();
    return isSame ? withClasses(open.spec, classes) : undefined;
  }
  const { datasets, build } = findPreset(open.preset);
  if (!datasets.includes(datasetLike(imageShape))) return undefined;
  const spec = build(imageShape, classes);
  return open.activation === undefined ? spec : withActivation(spec, open.activation);
}

/** The open network for images `[height, width, channels]` and so many classes; LeNet-5 where it cannot be made to fit. */
export function fitNetwork(open: Recipe['network'], imageShape: Shape, classes: number): NetworkSpec {
  return maybeFit(open, imageShape, classes) ?? findPreset(FIRST_PRESET).build(imageShape, classes);
}

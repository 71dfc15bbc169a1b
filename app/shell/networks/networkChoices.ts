import type { PackedDatasetName, Recipe, SessionHeader } from '../../../src/index.ts';

export type DatasetName = Recipe['dataset']['name'];

/** Trained networks that are shipped with the page. */
export const TRAINED: readonly { readonly preset: string; readonly dataset: PackedDatasetName }[] = [
  { preset: 'lenet-5', dataset: 'mnist' },
  { preset: 'lenet-300-100', dataset: 'mnist' },
  { preset: 'vgg-small', dataset: 'cifar-10' },
  { preset: 'resnet-20', dataset: 'cifar-10' },
];

/** How the presets write themselves. */
const TITLES: Readonly<Record<string, string>> = {
  'lenet-5': 'LeNet-5',
  'lenet-300-100': 'LeNet-300-100',
  'mlp-500-300': 'MLP-500-300',
  'conv-2': 'Conv-2',
  'conv-4': 'Conv-4',
  'conv-6': 'Conv-6',
  'conv-2-half': 'Conv-2 (half)',
  'conv-4-half': 'Conv-4 (half)',
  'conv-6-half': 'Conv-6 (half)',
  'alexnet-mini': 'AlexNet (mini)',
  'vgg-small': 'VGG (small)',
  'resnet-8': 'ResNet-8',
  'resnet-20': 'ResNet-20',
  'resnet-bottleneck-mini': 'ResNet bottleneck (mini)',
  'mobilenet-mini': 'MobileNet (mini)',
  'inception-mini': 'Inception (mini)',
  'densenet-mini': 'DenseNet (mini)',
};

export function networkTitle(name: string): string {
  return TITLES[name] ?? name;
}

/** A recipe without steps that opens a network, and where `trained` its shipped weights. */
export function toPresetRecipe(preset: string, dataset: DatasetName, trained: boolean): Recipe {
  return {
    version: 1,
    seed: 1,
    dataset: { name: dataset },
    network: { preset },
    ...(trained ? { weights: `checkpoints/${preset}/${preset}.safetensors` } : {}),
    steps: [],
  };
}

/** The name of the network of an open recipe. */
export function headerNetwork({ network }: SessionHeader): string {
  if ('spec' in network) return network.spec.name;
  return network.activation ? `${network.preset} (${network.activation})` : network.preset;
}

/** True where an open recipe stands on the same network, data set and weights. */
export function isOpen(recipe: Recipe, header: SessionHeader): boolean {
  return (
    'preset' in header.network === 'preset' in recipe.network &&
    headerNetwork(header) === headerNetwork(recipe) &&
    header.dataset.name === recipe.dataset.name &&
    header.weights === recipe.weights
  );
}

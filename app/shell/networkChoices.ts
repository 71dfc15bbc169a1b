import { PRESETS, type Recipe, recipeSchema, type SessionHeader } from '../../src/index.ts';

export interface NetworkChoice {
  readonly preset: string;
  readonly dataset: Recipe['dataset']['name'];
  readonly trained: boolean;
}

/** What the page can open on its own: trained networks that are shipped with it, and every preset untrained. */
export const NETWORK_CHOICES: readonly NetworkChoice[] = [
  { preset: 'lenet-5', dataset: 'mnist', trained: true },
  { preset: 'lenet-300-100', dataset: 'mnist', trained: true },
  ...PRESETS.flatMap(({ id, datasets }) =>
    datasets.map((dataset) => ({ preset: id, dataset, trained: false })),
  ),
];

/** How the presets write themselves. */
const TITLES: Readonly<Record<string, string>> = {
  'lenet-5': 'LeNet-5',
  'lenet-300-100': 'LeNet-300-100',
};

export function networkTitle(name: string): string {
  return TITLES[name] ?? name;
}

/** A recipe without steps that opens the choice. */
export function toChoiceRecipe({ preset, dataset, trained }: NetworkChoice): Recipe {
  return recipeSchema.parse({
    version: 1,
    seed: 1,
    dataset: { name: dataset },
    network: { preset },
    ...(trained ? { weights: `checkpoints/${preset}/${preset}.safetensors` } : {}),
  });
}

/** The name of the network of an open recipe. */
export function headerNetwork({ network }: SessionHeader): string {
  return 'preset' in network ? network.preset : network.spec.name;
}

export function isOpen(choice: NetworkChoice, header: SessionHeader): boolean {
  const opened = toChoiceRecipe(choice);
  return (
    headerNetwork(header) === choice.preset &&
    'preset' in header.network &&
    header.dataset.name === choice.dataset &&
    header.weights === opened.weights
  );
}

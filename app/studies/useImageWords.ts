import { useTranslation } from 'react-i18next';
import type { PackedDatasetName, Recipe } from '../../src/index.ts';
import { useFormat } from '../i18n/useFormat.ts';

/** Images of the shipped data sets. */
const ALL: Readonly<Record<PackedDatasetName, { readonly train: number; readonly test: number }>> = {
  mnist: { train: 60_000, test: 10_000 },
  'fashion-mnist': { train: 60_000, test: 10_000 },
  'cifar-10': { train: 10_000, test: 2000 },
};

/** Which images recipes take, as sentences: one where all take the same. */
export function useImageWords(units: readonly { readonly name: string; readonly recipe: Recipe }[]): string {
  const { t } = useTranslation('studies');
  const format = useFormat();
  const sentences = units.map(({ recipe: { dataset } }) => {
    const name = dataset.name as PackedDatasetName;
    const count = (size: number | undefined, all: number) =>
      size === undefined ? t('ui.all', { images: format.count(all) }) : format.count(size);
    return t('ui.images', {
      dataset: t(`datasets.${name}`, { ns: 'shell' }),
      train: count(dataset.trainSize, ALL[name].train),
      test: count(dataset.testSize, ALL[name].test),
    });
  });
  const distinct = [...new Set(sentences)];
  if (distinct.length === 1) return distinct[0]!;
  return units.map(({ name }, index) => `${name}: ${sentences[index]}`).join(' ');
}

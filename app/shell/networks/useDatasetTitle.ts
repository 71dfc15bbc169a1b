import { useTranslation } from 'react-i18next';
import { isOwnDataset } from '../../../src/index.ts';
import { useLab } from '../../store/labContext.ts';
import { datasetKey } from './datasetKey.ts';
import type { DatasetName } from './networkChoices.ts';

/** How data sets are called; somebody's own images by the folder they came from, while they are open. */
export function useDatasetTitle(): (name: DatasetName) => string {
  const { t } = useTranslation();
  const open = useLab((state) => state.manifest);
  return (name) =>
    isOwnDataset(name) && open?.name === name && open.title !== '' ? open.title : t(datasetKey(name));
}

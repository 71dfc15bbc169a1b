import { useTranslation } from 'react-i18next';
import type { NetworkFormat } from '../../../src/index.ts';
import { toSessionRecord } from '../../store/keepSlice.ts';
import { useClient, useLabStore } from '../../store/labContext.ts';
import { toRecipe } from '../../store/recipeTree.ts';
import { findNode, nameOf } from '../../store/treeNodes.ts';
import { download } from '../../ui/download.ts';
import { notify } from '../../ui/notify.ts';
import { headerNetwork } from '../networks/networkChoices.ts';
import { isAboutOwnImages, startsFromOwn } from './ownWeights.ts';

const ENDINGS: Readonly<Record<NetworkFormat, string>> = {
  weights: 'safetensors',
  masks: 'masks.safetensors',
  torch: 'pytorch.zip',
  layersModel: 'tfjs.zip',
};

/** Files that the page hands to the person. */
export function useFileActions() {
  const { t } = useTranslation(['files', 'ownData']);
  const client = useClient();
  const store = useLabStore();

  const tell = async <T>(work: () => Promise<T>): Promise<void> => {
    try {
      await work();
    } catch (thrown) {
      store.getState().fail(thrown);
    }
  };
  const baseName = () => store.getState().title || headerNetwork(store.getState().header);

  function saveRecipe(): void {
    const state = store.getState();
    const text = `${JSON.stringify(toRecipe(state), null, 2)}\n`;
    download(`${baseName()}.recipe.json`, text, 'application/json');
    if (startsFromOwn(state.header)) void notify({ title: t('own.recipeTitle'), message: t('own.text') });
    if (isAboutOwnImages(state.header))
      void notify({ title: t('ownData:recipeTitle'), message: t('ownData:recipeText') });
  }

  const saveSession = () =>
    tell(async () => {
      void notify({ message: t('preparing'), autoClose: 1500, withCloseButton: false });
      const bytes = await client.run('exportSession', { record: toSessionRecord(store.getState()) });
      download(`${baseName()}.session.zip`, bytes as BlobPart, 'application/zip');
    });

  const saveNetwork = (format: NetworkFormat, compacted: boolean) =>
    tell(async () => {
      const { nodes, selectedId } = store.getState();
      const node = findNode(nodes, selectedId);
      if (node?.status !== 'done') return;
      const name = `${nameOf(node)}${compacted ? '-compact' : ''}`;
      const bytes = await client.run('exportNetwork', { id: node.id, name, format, compacted });
      const type = ENDINGS[format].endsWith('zip') ? 'application/zip' : 'application/octet-stream';
      download(`${name}.${ENDINGS[format]}`, bytes as BlobPart, type);
    });

  const saveResult = () =>
    tell(async () => {
      const bytes = await client.run('exportResult', { record: toSessionRecord(store.getState()) });
      download(`${baseName()}.result.json`, bytes as BlobPart, 'application/json');
    });

  return { saveRecipe, saveSession, saveNetwork, saveResult };
}

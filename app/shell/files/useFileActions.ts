import { useTranslation } from 'react-i18next';
import { toSessionRecord } from '../../store/keepSlice.ts';
import { useClient, useLabStore } from '../../store/labContext.ts';
import { toRecipe } from '../../store/recipeTree.ts';
import { findNode, nameOf } from '../../store/treeNodes.ts';
import { download } from '../../ui/download.ts';
import { notify } from '../../ui/notify.ts';
import { headerNetwork } from '../networks/networkChoices.ts';

/** Files that the page hands to the person. */
export function useFileActions() {
  const { t } = useTranslation('files');
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
    const text = `${JSON.stringify(toRecipe(store.getState()), null, 2)}\n`;
    download(`${baseName()}.recipe.json`, text, 'application/json');
  }

  const saveSession = () =>
    tell(async () => {
      void notify({ message: t('preparing'), autoClose: 1500, withCloseButton: false });
      const bytes = await client.run('exportSession', { record: toSessionRecord(store.getState()) });
      download(`${baseName()}.session.zip`, bytes as BlobPart, 'application/zip');
    });

  const saveTensors = (what: 'weights' | 'masks') =>
    tell(async () => {
      const { nodes, selectedId } = store.getState();
      const node = findNode(nodes, selectedId);
      if (node?.status !== 'done') return;
      const exported = await client.run('exportWeights', { id: node.id });
      const ending = what === 'weights' ? 'safetensors' : 'masks.safetensors';
      download(`${nameOf(node)}.${ending}`, exported[what] as BlobPart, 'application/octet-stream');
    });

  return { saveRecipe, saveSession, saveTensors };
}

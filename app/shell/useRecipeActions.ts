import { useTranslation } from 'react-i18next';
import { AppError, loadParseRecipe, loadRecipeUrl, toAppError } from '../../src/index.ts';
import { useClient, useLab } from '../store/labContext.ts';
import { toRecipe } from '../store/recipeTree.ts';
import { findNode, nameOf } from '../store/treeNodes.ts';
import { download } from '../ui/download.ts';
import { notify } from '../ui/notify.ts';
import { headerNetwork } from './networks/networkChoices.ts';

/** Files and links: share, open and save the recipe, take the weights home. */
export function useRecipeActions() {
  const { t } = useTranslation();
  const client = useClient();
  const nodes = useLab((state) => state.nodes);
  const header = useLab((state) => state.header);
  const selectedId = useLab((state) => state.selectedId);
  const openRecipe = useLab((state) => state.openRecipe);
  const fail = useLab((state) => state.fail);
  const recipe = () => toRecipe({ header, nodes });

  const tell = (title: string, message: string) =>
    void notify({ title, message, closeButtonProps: { 'aria-label': t('topBar.close') } });

  async function share(): Promise<void> {
    try {
      const { toRecipeFragment } = await loadRecipeUrl();
      history.replaceState(null, '', toRecipeFragment(recipe()));
    } catch (thrown) {
      fail(thrown);
      return;
    }
    try {
      await navigator.clipboard.writeText(location.href);
      tell(t('topBar.shared'), t('topBar.sharedText'));
    } catch {
      tell(t('topBar.sharedNoClipboard'), t('topBar.sharedNoClipboardText'));
    }
  }

  function saveRecipe(): void {
    download(
      `${headerNetwork(header)}.recipe.json`,
      `${JSON.stringify(recipe(), null, 2)}\n`,
      'application/json',
    );
  }

  async function open(file: File | null): Promise<void> {
    if (!file) return;
    try {
      const { parseRecipe } = await loadParseRecipe();
      await openRecipe(parseRecipe(readJson(file.name, await file.text())));
    } catch (thrown) {
      fail(thrown);
    }
  }

  async function save(what: 'weights' | 'masks'): Promise<void> {
    const node = findNode(nodes, selectedId);
    if (node?.status !== 'done') return;
    try {
      const files = await client.run('exportWeights', { id: node.id });
      const ending = what === 'weights' ? 'safetensors' : 'masks.safetensors';
      download(`${nameOf(node)}.${ending}`, files[what] as BlobPart, 'application/octet-stream');
    } catch (thrown) {
      fail(thrown);
    }
  }

  return { share, saveRecipe, open, saveWeights: () => save('weights'), saveMasks: () => save('masks') };
}

/** Throws `invalid-recipe` naming the file where it holds no JSON. */
function readJson(fileName: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    const reason = toAppError(thrown).message;
    throw new AppError('invalid-recipe', `${fileName}: no JSON (${reason})`, { fileName, reason }, thrown);
  }
}

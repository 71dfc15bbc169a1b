import { useTranslation } from 'react-i18next';
import { loadRecipeUrl } from '../../src/index.ts';
import { useLabStore } from '../store/labContext.ts';
import { toRecipe } from '../store/recipeTree.ts';
import { notify } from '../ui/notify.ts';

/** Makes a link that holds the whole recipe, and copies it where the browser lets us. */
export function useShare(): () => Promise<void> {
  const { t } = useTranslation();
  const store = useLabStore();
  const tell = (title: string, message: string) =>
    void notify({ title, message, closeButtonProps: { 'aria-label': t('topBar.close') } });

  return async () => {
    try {
      const { toRecipeFragment } = await loadRecipeUrl();
      history.replaceState(null, '', toRecipeFragment(toRecipe(store.getState())));
    } catch (thrown) {
      store.getState().fail(thrown);
      return;
    }
    try {
      await navigator.clipboard.writeText(location.href);
      tell(t('topBar.shared'), t('topBar.sharedText'));
    } catch {
      tell(t('topBar.sharedNoClipboard'), t('topBar.sharedNoClipboardText'));
    }
  };
}

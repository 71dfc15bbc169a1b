import { useTranslation } from 'react-i18next';
import { loadRecipeUrl, OWN_WEIGHTS } from '../../src/index.ts';
import { rememberSession } from '../sessionMemory.ts';
import { useLabStore } from '../store/labContext.ts';
import { toRecipe } from '../store/recipeTree.ts';
import { notify } from '../ui/notify.ts';

/** Makes a link that holds the whole recipe, and copies it where the browser lets us. */
export function useShare(): () => Promise<void> {
  const { t, i18n } = useTranslation();
  const store = useLabStore();
  const tell = (title: string, message: string) =>
    void notify({ title, message, closeButtonProps: { 'aria-label': t('topBar.close') } });

  return async () => {
    try {
      const { toRecipeFragment } = await loadRecipeUrl();
      history.replaceState(null, '', toRecipeFragment(toRecipe(store.getState())));
      // A reload at the new address goes on with the session, not with the bare recipe.
      rememberSession(store.getState());
    } catch (thrown) {
      store.getState().fail(thrown);
      return;
    }
    const own = store.getState().header.weights?.startsWith(OWN_WEIGHTS) ?? false;
    if (own) await i18n.loadNamespaces('files');
    const ownText = own ? t('own.linkText', { ns: 'files' }) : '';
    try {
      await navigator.clipboard.writeText(location.href);
      tell(t('topBar.shared'), ownText || t('topBar.sharedText'));
    } catch {
      tell(t('topBar.sharedNoClipboard'), `${t('topBar.sharedNoClipboardText')} ${ownText}`);
    }
  };
}

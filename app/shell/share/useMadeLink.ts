import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadRecipeUrl } from '../../../src/index.ts';
import { rememberSession } from '../../sessionMemory.ts';
import { useLabStore } from '../../store/labContext.ts';
import { toRecipe } from '../../store/recipeTree.ts';
import { notify } from '../../ui/notify.ts';
import { isAboutOwnImages, startsFromOwn } from '../files/ownWeights.ts';

/** A link as it was made: where it leads, and how many steps its recipe has. */
export interface MadeLink {
  readonly href: string;
  readonly steps: number;
  /** True where the browser let us copy it. */
  readonly copied: boolean;
}

/**
 * Puts the whole recipe into the address, and copies it where the browser lets us; once, when first drawn. Undefined until
 * then. `onFail` is called where no link could be made, which is told too.
 */
export function useMadeLink(onFail: () => void): MadeLink | undefined {
  const { t, i18n } = useTranslation('share');
  const store = useLabStore();
  const [link, setLink] = useState<MadeLink>();
  const begun = useRef(false);

  const make = async () => {
    const state = store.getState();
    const recipe = toRecipe(state);
    const { toRecipeFragment } = await loadRecipeUrl();
    history.replaceState(null, '', toRecipeFragment(recipe));
    // A reload at the new address goes on with the session, not with the bare recipe.
    rememberSession(state);
    const { href } = location;
    const copied = await navigator.clipboard?.writeText(href).then(
      () => true,
      () => false,
    );
    setLink({ href, steps: recipe.steps.length, copied: copied ?? false });
    const own = startsFromOwn(state.header);
    const ownImages = isAboutOwnImages(state.header);
    // The dialog itself says that the link was copied.
    if (copied && !own && !ownImages) return;
    if (own || ownImages) await i18n.loadNamespaces(['files', 'ownData']);
    const words = copied ? t('copiedText') : t('notCopiedText');
    void notify({
      title: t(copied ? 'copied' : 'made'),
      message: [
        words,
        ...(own ? [t('own.linkText', { ns: 'files' })] : []),
        ...(ownImages ? [t('linkText', { ns: 'ownData' })] : []),
      ].join(' '),
      closeButtonProps: { 'aria-label': t('topBar.close', { ns: 'shell' }) },
    });
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a link is made once, of the recipe as it is then
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    make().catch((thrown: unknown) => {
      store.getState().fail(thrown);
      onFail();
    });
  }, []);
  return link;
}

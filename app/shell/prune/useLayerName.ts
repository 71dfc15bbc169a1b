import { useTranslation } from 'react-i18next';

/** Gives a function that names a layer, or layers whose channels are joined, in a few words. */
export function useLayerName(): (layers: readonly string[]) => string {
  const { t } = useTranslation('forms');
  return ([first = '', second, ...others]) => {
    if (second === undefined) return first;
    return t(others.length > 0 ? 'prune.joinedMore' : 'prune.joined', { first, second });
  };
}

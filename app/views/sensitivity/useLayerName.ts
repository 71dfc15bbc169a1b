import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Gives a function that names a layer, or layers whose channels go together by the first and how many more. */
export function useLayerName(): (layers: readonly string[]) => string {
  const { t } = useTranslation('sensitivity');
  return useCallback(
    ([first = '', ...others]) =>
      others.length === 0 ? first : t('joined', { layer: first, others: others.length }),
    [t],
  );
}

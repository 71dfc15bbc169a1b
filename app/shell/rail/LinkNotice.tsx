import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { notify } from '../../ui/notify.ts';

/** Tells once which of the link's options are unknown; draws nothing itself. */
export function LinkNotice({ unknown }: { readonly unknown: readonly string[] }) {
  const { t } = useTranslation('rail');
  useEffect(() => {
    void notify({
      // Of the same name: it is shown once, however often it is told.
      id: 'link-options',
      color: 'orange',
      // The page may still be opening for longer than a notice stays by itself.
      autoClose: false,
      closeButtonProps: { 'aria-label': t('seeds.close') },
      title: t('link.unknownTitle'),
      message: t('link.unknown', { options: unknown.join(', ') }),
    });
  }, [unknown, t]);
  return null;
}

import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LinkForm } from './LinkForm.tsx';
import { useMadeLink } from './useMadeLink.ts';

/** The link to the recipe: made and copied at once, then shaped for a class or for another page. */
export function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('share');
  const link = useMadeLink(onClose);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('title')}
      size={760}
      closeButtonProps={{ 'aria-label': t('topBar.close', { ns: 'shell' }) }}
    >
      {link && <LinkForm link={link} />}
    </Modal>
  );
}

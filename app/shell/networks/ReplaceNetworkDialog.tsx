import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface ReplaceNetworkDialogProps {
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Asks before the steps of the rail are closed for another network. */
export function ReplaceNetworkDialog({ onClose, onConfirm }: ReplaceNetworkDialogProps) {
  const { t } = useTranslation('forms');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('replaceNetwork.title')}
      centered
      closeButtonProps={{ 'aria-label': t('topBar.close', { ns: 'shell' }) }}
    >
      <Text size="sm" mb="lg">
        {t('replaceNetwork.text')}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('replaceNetwork.cancel')}
        </Button>
        <Button data-autofocus onClick={onConfirm}>
          {t('replaceNetwork.confirm')}
        </Button>
      </Group>
    </Modal>
  );
}

import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface ReplaceNetworkDialogProps {
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Asks before the steps of the rail are closed for another network. */
export function ReplaceNetworkDialog({ onClose, onConfirm }: ReplaceNetworkDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('networks.replaceTitle')}
      centered
      closeButtonProps={{ 'aria-label': t('topBar.close') }}
    >
      <Text size="sm" mb="lg">
        {t('networks.replaceText')}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('networks.cancel')}
        </Button>
        <Button data-autofocus onClick={onConfirm}>
          {t('networks.replaceConfirm')}
        </Button>
      </Group>
    </Modal>
  );
}

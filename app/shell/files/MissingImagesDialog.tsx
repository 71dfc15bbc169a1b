import { Button, FileButton, Group, Modal, Stack, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useLab, useLabStore } from '../../store/labContext.ts';
import { chooseFolder } from './brought.ts';
import { ACCEPTED_FILES, openBrought, openFiles } from './openFile.ts';

interface MissingImagesDialogProps {
  /** True while the files that were chosen are looked at. */
  readonly hidden: boolean;
}

/** Says that the images a recipe is about are not in its link or file, and takes them from their own files. */
export function MissingImagesDialog({ hidden }: MissingImagesDialogProps) {
  const { t } = useTranslation('ownData');
  const store = useLabStore();
  const client = useClient();
  const steps = useLab((state) => state.nodes.length - 1);
  const reset = useRef<() => void>(null);
  const [closed, setClosed] = useState(false);
  const choose = (files: readonly File[]) => {
    // Forgotten at once, so that the same files can be chosen again.
    reset.current?.();
    void openFiles(files, store, client);
  };
  return (
    <Modal
      opened={!closed && !hidden}
      onClose={() => setClosed(true)}
      title={t('missing.title')}
      centered
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('missing.text')}</Text>
        <Text size="sm">{t('missing.ask')}</Text>
        {steps > 0 && <Text size="sm">{t('missing.steps', { count: steps })}</Text>}
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={() => setClosed(true)}>
            {t('missing.leave')}
          </Button>
          <Button
            variant="default"
            onClick={() => chooseFolder((files) => void openBrought(files, store, client))}
          >
            {t('missing.folder')}
          </Button>
          <FileButton resetRef={reset} multiple accept={ACCEPTED_FILES} onChange={choose}>
            {(props) => (
              <Button {...props} data-autofocus>
                {t('missing.choose')}
              </Button>
            )}
          </FileButton>
        </Group>
      </Stack>
    </Modal>
  );
}

import { Button, FileButton, Group, Modal, Stack, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useLab, useLabStore } from '../../store/labContext.ts';
import { headerNetwork } from '../networks/networkChoices.ts';
import { ACCEPTED_FILES, openFiles } from './openFile.ts';
import { useKeptSession } from './useKeptSession.ts';

interface MissingWeightsDialogProps {
  /** True while the files that were chosen are looked at. */
  readonly hidden: boolean;
}

/** Says that the weights a recipe starts from are not in its link or file, and takes them from their own file. */
export function MissingWeightsDialog({ hidden }: MissingWeightsDialogProps) {
  const { t } = useTranslation('files');
  const store = useLabStore();
  const client = useClient();
  const header = useLab((state) => state.header);
  const steps = useLab((state) => state.nodes.length - 1);
  const reset = useRef<() => void>(null);
  const openSession = useLab((state) => state.openSession);
  const kept = useKeptSession(header.weights);
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
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('missing.text', { network: headerNetwork(header) })}</Text>
        <Text size="sm">{t(kept ? 'missing.kept' : 'missing.ask')}</Text>
        {!kept && steps > 0 && <Text size="sm">{t('missing.steps', { count: steps })}</Text>}
        <Group justify="flex-end" mt="xs">
          {!kept && (
            <Button variant="default" onClick={() => setClosed(true)}>
              {t('missing.leave')}
            </Button>
          )}
          <FileButton resetRef={reset} multiple accept={ACCEPTED_FILES} onChange={choose}>
            {(props) => (
              <Button {...props} variant={kept ? 'default' : 'filled'} data-autofocus>
                {t('missing.choose')}
              </Button>
            )}
          </FileButton>
          {kept && <Button onClick={() => void openSession(kept)}>{t('missing.openKept')}</Button>}
        </Group>
      </Stack>
    </Modal>
  );
}

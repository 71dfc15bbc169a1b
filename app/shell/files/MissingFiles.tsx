import { Button, FileButton, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { useClient, useLabStore } from '../../store/labContext.ts';
import { ACCEPTED_FILES, openFiles } from './openFile.ts';

export interface MissingFilesProps {
  /** True while the files that were chosen are looked at. */
  readonly hidden: boolean;
  readonly title: string;
  readonly closeLabel: string;
  readonly sentences: readonly string[];
  /** On the button that closes it; absent where there is a better way. */
  readonly leave?: string | undefined;
  readonly choose: string;
  /** The ways on besides choosing files: those before, and the best one after. */
  readonly before?: ReactNode;
  readonly best?: ReactNode;
}

/** Says what a recipe needs and is in neither its link nor its file, and takes it from files. */
export function MissingFiles(props: MissingFilesProps) {
  const { hidden, title, closeLabel, sentences, leave, choose, before, best } = props;
  const store = useLabStore();
  const client = useClient();
  const reset = useRef<() => void>(null);
  const [closed, setClosed] = useState(false);
  const open = (files: readonly File[]) => {
    // Forgotten at once, so that the same files can be chosen again.
    reset.current?.();
    void openFiles(files, store, client);
  };
  return (
    <Modal
      opened={!closed && !hidden}
      onClose={() => setClosed(true)}
      title={title}
      centered
      closeButtonProps={{ 'aria-label': closeLabel }}
    >
      <Stack gap="sm">
        {sentences.map((sentence) => (
          <Text key={sentence} size="sm">
            {sentence}
          </Text>
        ))}
        <Group justify="flex-end" mt="xs">
          {leave && (
            <Button variant="default" onClick={() => setClosed(true)}>
              {leave}
            </Button>
          )}
          {before}
          <FileButton resetRef={reset} multiple accept={ACCEPTED_FILES} onChange={open}>
            {(chooser) => (
              <Button {...chooser} variant={best ? 'default' : 'filled'} data-autofocus>
                {choose}
              </Button>
            )}
          </FileButton>
          {best}
        </Group>
      </Stack>
    </Modal>
  );
}

import { Alert, Button, Group, Loader, Modal, Progress, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BroughtFile, DEFAULT_TEST_SHARE, type OwnImagesSummary } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { ImagesOptions } from './ImagesOptions.tsx';
import { ImagesRefused } from './ImagesRefused.tsx';
import { ImagesSummary } from './ImagesSummary.tsx';
import { type ImagesChoice, type TakeInImages, useTakeInImages } from './useTakeInImages.ts';

interface TakeInImagesDialogProps {
  readonly files: readonly BroughtFile[];
  readonly onClose: () => void;
}

/** Shows the images that files hold before they are taken in, and as what. */
export function TakeInImagesDialog({ files, onClose }: TakeInImagesDialogProps) {
  const { t } = useTranslation('ownData');
  const narrow = useMediaQuery('(max-width: 640px)') ?? false;
  const { state, awaited, takeIn, openWith } = useTakeInImages(files, onClose);
  const found = state.kind === 'read' || state.kind === 'packing';
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('title')}
      size={680}
      fullScreen={narrow}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="md">
        {state.kind === 'reading' && <Reading progress={state.progress} />}
        {state.kind === 'refused' && <ImagesRefused error={state.error} />}
        {state.kind === 'others' && (
          <Alert color="orange" title={t('others.title')} role="alert">
            {t('others.text')}
          </Alert>
        )}
        {found && (
          <Found
            summary={state.summary}
            packing={state.kind === 'packing'}
            awaited={awaited}
            onTakeIn={takeIn}
            onClose={onClose}
          />
        )}
        {!found && (
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t(state.kind === 'reading' ? 'cancel' : 'close')}
            </Button>
            {state.kind === 'others' && (
              <Button onClick={() => void openWith(state.recipe)}>{t('others.open')}</Button>
            )}
          </Group>
        )}
      </Stack>
    </Modal>
  );
}

function Reading({ progress }: Pick<Extract<TakeInImages, { kind: 'reading' }>, 'progress'>) {
  const { t } = useTranslation('ownData');
  const format = useFormat();
  const left = progress?.remainingMs;
  return (
    <div role="status">
      <Group gap="sm" mih={120} justify="center">
        <Loader size="sm" />
        <Text size="sm">
          {progress
            ? t('readingCount', { done: format.count(progress.done), total: format.count(progress.total) })
            : t('reading')}
          {left !== undefined && left > 1000 && ` ${t('left', { time: format.duration(left) })}`}
        </Text>
      </Group>
      <Progress
        value={progress ? (100 * progress.done) / Math.max(1, progress.total) : 0}
        aria-label={t('reading')}
      />
    </div>
  );
}

interface FoundProps {
  readonly summary: OwnImagesSummary;
  readonly packing: boolean;
  readonly awaited: boolean;
  readonly onTakeIn: (summary: OwnImagesSummary, choice: ImagesChoice) => Promise<void>;
  readonly onClose: () => void;
}

function Found({ summary, packing, awaited, onTakeIn, onClose }: FoundProps) {
  const { t } = useTranslation('ownData');
  const steps = useLab((lab) => lab.nodes.length - 1);
  const [choice, setChoice] = useState<ImagesChoice>({
    form: summary.form,
    testShare: DEFAULT_TEST_SHARE,
  });
  return (
    <>
      <ImagesSummary summary={summary} form={choice.form} />
      {!awaited && (
        <ImagesOptions summary={summary} choice={choice} disabled={packing} onChange={setChoice} />
      )}
      {awaited && <Text size="sm">{t('awaited')}</Text>}
      {!awaited && steps > 0 && (
        <Text size="sm" c="dimmed">
          {t('kept')}
        </Text>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button data-autofocus loading={packing} onClick={() => void onTakeIn(summary, choice)}>
          {t('open')}
        </Button>
      </Group>
    </>
  );
}

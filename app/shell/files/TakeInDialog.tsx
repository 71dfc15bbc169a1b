import { Alert, Button, Group, Loader, Modal, Progress, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isOwnDataset, type NetworkFileSummary } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab, useLabStore } from '../../store/labContext.ts';
import { listDatasets } from '../networks/datasetShapes.ts';
import type { DatasetName } from '../networks/networkChoices.ts';
import { DatasetChoice } from './DatasetChoice.tsx';
import { fitDatasets } from './fitDatasets.ts';
import { NetworkSummary } from './NetworkSummary.tsx';
import { isWaitedFor } from './ownWeights.ts';
import { Refused } from './Refused.tsx';
import { type TakeIn, useTakeIn } from './useTakeIn.ts';

interface TakeInDialogProps {
  readonly files: readonly File[];
  readonly onClose: () => void;
}

/** Shows the network that files hold before it is taken in, and on which data set that can be. */
export function TakeInDialog({ files, onClose }: TakeInDialogProps) {
  const { t } = useTranslation('files');
  const { state, takeIn } = useTakeIn(files, onClose);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('in.title')}
      size={680}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
    >
      <Stack gap="md">
        {state.kind === 'reading' && (
          <Group gap="sm" mih={160} justify="center" role="status">
            <Loader size="sm" />
            <Text size="sm">{t('in.reading')}</Text>
          </Group>
        )}
        {state.kind === 'refused' && <Refused error={state.error} />}
        {(state.kind === 'read' || state.kind === 'measuring') && (
          <Found state={state} onTakeIn={takeIn} onClose={onClose} />
        )}
        {(state.kind === 'reading' || state.kind === 'refused') && (
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('dialog.close')}
            </Button>
          </Group>
        )}
      </Stack>
    </Modal>
  );
}

interface FoundProps {
  readonly state: Extract<TakeIn, { summary: NetworkFileSummary }>;
  readonly onTakeIn: (summary: NetworkFileSummary, dataset: DatasetName) => Promise<void>;
  readonly onClose: () => void;
}

function Found({ state, onTakeIn, onClose }: FoundProps) {
  const { t } = useTranslation('files');
  const { summary } = state;
  const store = useLabStore();
  const opened = useLab((lab) => lab.header.dataset.name);
  const steps = useLab((lab) => lab.nodes.length - 1);
  const awaited = isWaitedFor(summary, store.getState());
  const manifest = useLab((lab) => lab.manifest);
  const all = fitDatasets(summary, listDatasets(manifest));
  // Where own images are waited with, they are not open yet; whether they fit is found when they are.
  const fitting = !awaited ? all : isOwnDataset(opened) ? [opened] : all.filter((name) => name === opened);
  const [chosen, setChosen] = useState<DatasetName>(opened);
  const dataset = fitting.includes(chosen) ? chosen : fitting[0];
  const measuring = state.kind === 'measuring';
  return (
    <>
      <NetworkSummary summary={summary} />
      <DatasetChoice
        summary={summary}
        fitting={fitting}
        value={dataset}
        disabled={measuring}
        onChange={setChosen}
      />
      {awaited && steps > 0 && <Alert p="xs">{t('in.awaited', { count: steps })}</Alert>}
      {!awaited && dataset && steps > 0 && (
        <Text size="sm" c="dimmed">
          {t('in.kept')}
        </Text>
      )}
      {measuring && <Measuring progress={state.progress} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('in.cancel')}
        </Button>
        {dataset && (
          <Button data-autofocus loading={measuring} onClick={() => void onTakeIn(summary, dataset)}>
            {t('in.open')}
          </Button>
        )}
      </Group>
    </>
  );
}

function Measuring({ progress }: Pick<Extract<TakeIn, { kind: 'measuring' }>, 'progress'>) {
  const { t } = useTranslation('files');
  const format = useFormat();
  const left = progress?.remainingMs;
  return (
    <div role="status">
      <Text size="sm" mb={4}>
        {t('in.measuring')}
        {left !== undefined && ` ${t('in.left', { time: format.duration(left) })}`}
      </Text>
      <Progress
        value={progress ? (100 * progress.done) / progress.total : 0}
        aria-label={t('in.measuring')}
      />
    </div>
  );
}

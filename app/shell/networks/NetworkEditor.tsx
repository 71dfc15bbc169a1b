import {
  Alert,
  Button,
  Checkbox,
  Group,
  Modal,
  NumberInput,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlainNetwork, Recipe } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { listDatasets } from './datasetShapes.ts';
import { describePlain, type PlainDescription, toSpecRecipe } from './describePlain.ts';
import classes from './NetworkEditor.module.css';
import type { DatasetName } from './networkChoices.ts';
import { PLAIN_ACTIVATIONS, PLAIN_LIMITS } from './networks.ts';
import { ConvolutionRows, DenseRows } from './PlainLayerRows.tsx';
import { useDatasetTitle } from './useDatasetTitle.ts';

interface NetworkEditorProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onOpen: (recipe: Recipe) => void;
}

const FIRST: Omit<PlainNetwork, 'name'> = {
  convs: [
    { filters: 16, kernelSize: 3, pool: true },
    { filters: 32, kernelSize: 3, pool: true },
  ],
  dense: [128],
  activation: 'relu',
  batchNorm: false,
  dropout: 0,
};

/** Builds a network without branches from a form, which tells the size of each layer as it is filled in. */
export function NetworkEditor({ opened, onClose, onOpen }: NetworkEditorProps) {
  const { t } = useTranslation('forms');
  const openedDataset = useLab((state) => state.header.dataset.name);
  const manifest = useLab((state) => state.manifest);
  const datasetTitle = useDatasetTitle();
  const datasets = listDatasets(manifest);
  const [chosen, setChosen] = useState<DatasetName>(openedDataset);
  // Own images are gone from the list once others are open.
  const dataset = datasets.find(({ name }) => name === chosen) ?? datasets[0]!;
  const [network, setNetwork] = useState<PlainNetwork>({ ...FIRST, name: t('editor.myNetwork') });
  const description = useMemo(() => describePlain(network, dataset), [network, dataset]);
  const narrow = useMediaQuery('(max-width: 640px)') ?? false;
  const change = (values: Partial<PlainNetwork>) => setNetwork({ ...network, ...values });

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('editor.title')}
      size={680}
      fullScreen={narrow}
      closeButtonProps={{ 'aria-label': t('topBar.close', { ns: 'shell' }) }}
    >
      <Stack gap="md">
        <Group gap="sm" grow align="flex-start">
          <TextInput
            label={t('editor.name')}
            maxLength={PLAIN_LIMITS.name[1]}
            value={network.name ?? ''}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <Select
            label={t('editor.dataset')}
            allowDeselect={false}
            data={datasets.map(({ name }) => ({ value: name, label: datasetTitle(name) }))}
            value={dataset.name}
            onChange={(value) => value && setChosen(value as DatasetName)}
          />
        </Group>
        <ConvolutionRows network={network} description={description} onChange={change} />
        <DenseRows network={network} description={description} onChange={change} />
        <Group gap="sm" grow align="flex-end">
          <Select
            label={t('editor.activation')}
            allowDeselect={false}
            data={PLAIN_ACTIVATIONS.map((value) => ({ value, label: t(`editor.activations.${value}`) }))}
            value={network.activation}
            onChange={(value) => value && change({ activation: value as PlainNetwork['activation'] })}
          />
          <NumberInput
            label={t('editor.dropout')}
            min={0}
            max={100 * PLAIN_LIMITS.dropout[1]}
            step={5}
            suffix="%"
            value={Math.round(100 * network.dropout)}
            onChange={(value) => change({ dropout: Number(value) / 100 })}
          />
        </Group>
        <Checkbox
          label={t('editor.batchNorm')}
          checked={network.batchNorm}
          onChange={(event) => change({ batchNorm: event.currentTarget.checked })}
        />
        <Outcome description={description} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('editor.cancel')}
          </Button>
          <Button
            disabled={description.kind === 'invalid'}
            onClick={() =>
              description.kind === 'built' && onOpen(toSpecRecipe(description.spec, dataset.name))
            }
          >
            {t('editor.open')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** The size of the network, or the sentence that says why there is none; both take the same room. */
function Outcome({ description }: { readonly description: PlainDescription }) {
  const { t } = useTranslation('forms');
  const format = useFormat();
  return (
    <div className={classes.outcome} aria-live="polite">
      {description.kind === 'built' ? (
        <Text size="sm">
          {t('editor.total', {
            params: format.count(description.params),
            macs: format.compact(description.macs),
          })}
        </Text>
      ) : (
        <Alert color="orange" p="xs">
          {t('editor.invalid')} <q>{description.error.message}</q>
        </Alert>
      )}
    </div>
  );
}

import { Group, ScrollArea, Stack, Text, Title } from '@mantine/core';
import {
  IconArrowBackUp,
  IconBox,
  IconDice5,
  IconScale,
  IconScissors,
  IconTrendingUp,
} from '@tabler/icons-react';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../store/labContext.ts';
import { nameOf } from '../store/treeNodes.ts';
import { RadioTiles } from '../ui/RadioTiles.tsx';
import { ApplyButton } from './ApplyButton.tsx';
import { CompactForm } from './CompactForm.tsx';
import { PreviewBlock } from './PreviewBlock.tsx';
import { PruneForm } from './prune/PruneForm.tsx';
import { RecalibrateForm } from './RecalibrateForm.tsx';
import { ReinitializeForm } from './ReinitializeForm.tsx';
import { RewindForm } from './RewindForm.tsx';
import classes from './StepPanel.module.css';
import { TrainForm } from './TrainForm.tsx';
import { useSelectedNode } from './usePanel.ts';

const KINDS = [
  { value: 'prune', Icon: IconScissors },
  { value: 'train', Icon: IconTrendingUp },
  { value: 'compact', Icon: IconBox },
  { value: 'rewind', Icon: IconArrowBackUp },
  { value: 'reinitialize', Icon: IconDice5 },
  { value: 'recalibrate', Icon: IconScale },
] as const;

/** The step being made: what kind, with which settings, and what it would do. */
export function StepPanel() {
  return (
    <div className={classes.panel}>
      <PanelHead />
      <ScrollArea className={classes.body} type="auto" scrollbarSize={8}>
        <Stack gap="md" className={classes.form}>
          <StepKinds />
          <StepForm />
        </Stack>
      </ScrollArea>
      <PruneFoot />
    </div>
  );
}

/** By itself, so that the form is not drawn anew for every row that is looked at. */
function PanelHead() {
  const { t } = useTranslation();
  const node = useSelectedNode();
  return (
    <Group justify="space-between" wrap="nowrap" className={classes.head}>
      <Title order={2} size="sm">
        {t('panel.title')}
      </Title>
      {node && (
        <Text size="xs" c="dimmed" truncate>
          {t('panel.from', { name: nameOf(node) })}
        </Text>
      )}
    </Group>
  );
}

function StepKinds() {
  const { t } = useTranslation();
  const current = useLab((state) => state.draft.kind);
  const chooseKind = useLab((state) => state.chooseKind);
  return (
    <RadioTiles
      label={t('panel.chooseKind')}
      name="step-kind"
      value={KINDS.find(({ value }) => value === current)?.value}
      tiles={KINDS.map(({ value, Icon }) => ({
        value,
        label: t(`steps.kind.${value}`),
        icon: <Icon size={16} aria-hidden />,
      }))}
      onChange={chooseKind}
    />
  );
}

function StepForm() {
  const draft = useLab((state) => state.draft);
  return (
    // Words of a form may be on their way: the tiles above stay meanwhile, and with them the focus.
    <Suspense>
      {draft.kind === 'prune' && <PruneForm draft={draft} />}
      {draft.kind === 'train' && <TrainForm draft={draft} />}
      {draft.kind === 'compact' && <CompactForm draft={draft} />}
      {draft.kind === 'rewind' && <RewindForm />}
      {draft.kind === 'reinitialize' && <ReinitializeForm />}
      {draft.kind === 'recalibrate' && <RecalibrateForm draft={draft} />}
    </Suspense>
  );
}

function PruneFoot() {
  const draft = useLab((state) => state.draft);
  if (draft.kind !== 'prune') return null;
  return (
    <div className={classes.foot}>
      <PreviewBlock draft={draft} />
      <ApplyButton step={draft} />
    </div>
  );
}

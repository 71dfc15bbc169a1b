import { Checkbox, Fieldset, Select, SimpleGrid, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TrainStep } from '../../../src/index.ts';
import { useLab } from '../../store/labContext.ts';
import { nameOf } from '../../store/treeNodes.ts';
import { PositiveInput } from '../../ui/PositiveInput.tsx';
import { SmallNumber } from './SmallNumber.tsx';
import { withLabelRate, withOptional, withTeacher } from './trainSettings.ts';

/** Whose logits are learned along with the labels, and whether images are mixed. */
export function TeacherFields({ draft }: { readonly draft: TrainStep }) {
  const { t } = useTranslation('training');
  const setDraft = useLab((state) => state.setDraft);
  const nodes = useLab((state) => state.nodes);
  const names = nodes.filter(({ status }) => status === 'done').map(nameOf);
  const { distill, mixup } = draft;
  const refined = distill?.labelRate !== undefined;
  return (
    <Fieldset legend={t('teacher.title')} variant="unstyled">
      <Stack gap="sm">
        <Select
          label={t('teacher.label')}
          description={t('teacher.hint')}
          inputWrapperOrder={['label', 'input', 'description']}
          placeholder={t('teacher.none')}
          clearable
          data={names}
          value={distill?.teacher ?? null}
          onChange={(teacher) => setDraft(withTeacher(draft, teacher))}
        />
        {distill && <TeacherSettings draft={draft} distill={distill} />}
        <SmallNumber
          label={t('teacher.mixup')}
          hint={t(refined ? 'teacher.mixupNone' : 'teacher.mixupHint')}
          disabled={refined}
          max={100}
          value={mixup ?? 0}
          onChange={(alpha) => setDraft(withOptional(draft, 'mixup', alpha || undefined))}
        />
      </Stack>
    </Fieldset>
  );
}

interface TeacherSettingsProps {
  readonly draft: TrainStep;
  readonly distill: NonNullable<TrainStep['distill']>;
}

function TeacherSettings({ draft, distill }: TeacherSettingsProps) {
  const { t } = useTranslation('training');
  const setDraft = useLab((state) => state.setDraft);
  const change = (values: Partial<typeof distill>) =>
    setDraft({ ...draft, distill: { ...distill, ...values } });
  return (
    <>
      <SimpleGrid cols={2} spacing="sm">
        <PositiveInput
          label={t('teacher.temperature')}
          value={distill.temperature}
          max={100}
          step={0.5}
          decimals={2}
          onChange={(temperature) => change({ temperature: Math.max(0.1, temperature) })}
        />
        <SmallNumber
          label={t('teacher.weight')}
          value={distill.weight}
          max={1}
          onChange={(weight) => change({ weight })}
        />
      </SimpleGrid>
      <Checkbox
        label={t('teacher.refine')}
        description={t('teacher.refineHint')}
        checked={distill.labelRate !== undefined}
        onChange={(event) => setDraft(withLabelRate(draft, event.currentTarget.checked ? 1 : undefined))}
      />
      {distill.labelRate !== undefined && (
        <PositiveInput
          label={t('teacher.labelRate')}
          value={distill.labelRate}
          max={1e6}
          step={1}
          decimals={4}
          onChange={(labelRate) => change({ labelRate })}
        />
      )}
    </>
  );
}

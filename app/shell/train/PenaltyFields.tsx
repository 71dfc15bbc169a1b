import { Fieldset, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TrainStep } from '../../../src/index.ts';
import { useLab } from '../../store/labContext.ts';
import { useSelectedSpec } from '../usePanel.ts';
import { SmallNumber } from './SmallNumber.tsx';

type Penalty = keyof TrainStep['regularizer'];

/** What pulls weights, scales and filters towards 0 while they learn. */
export function PenaltyFields({ draft }: { readonly draft: TrainStep }) {
  const { t } = useTranslation('training');
  const setDraft = useLab((state) => state.setDraft);
  const spec = useSelectedSpec();
  const hasNorms = spec?.nodes.some(({ kind }) => kind === 'batchNorm') ?? false;
  const { regularizer } = draft;
  const field = (penalty: Penalty, more: { hint?: string; disabled?: boolean } = {}) => (
    <SmallNumber
      label={t(`penalties.${penalty}`)}
      value={regularizer[penalty]}
      max={1}
      onChange={(value) => setDraft({ ...draft, regularizer: { ...regularizer, [penalty]: value } })}
      {...more}
    />
  );
  return (
    <Fieldset legend={t('penalties.title')} variant="unstyled">
      <Stack gap="sm">
        <Text size="xs" c="dimmed">
          {t('penalties.hint')}
        </Text>
        <SimpleGrid cols={2} spacing="sm">
          {field('l1')}
          {field('l2')}
        </SimpleGrid>
        {field('slimming', {
          hint: t(hasNorms ? 'penalties.slimmingHint' : 'penalties.slimmingNone'),
          disabled: !hasNorms && regularizer.slimming === 0,
        })}
        {field('groupLasso', { hint: t('penalties.groupLassoHint') })}
      </Stack>
    </Fieldset>
  );
}

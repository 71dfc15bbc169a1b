import { Checkbox, SimpleGrid, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TrainStep } from '../../../src/index.ts';
import { useLab } from '../../store/labContext.ts';
import { PositiveInput } from '../../ui/PositiveInput.tsx';
import { withOptional } from './trainSettings.ts';

const FIRST = { images: 1000, every: 50 } as const;

/** Training images that are held out and measured while it trains. */
export function ValidationFields({ draft }: { readonly draft: TrainStep }) {
  const { t } = useTranslation('training');
  const setDraft = useLab((state) => state.setDraft);
  const { validate } = draft;
  return (
    <Stack gap="sm">
      <Checkbox
        label={t('validation.label')}
        description={t('validation.hint')}
        checked={validate !== undefined}
        onChange={(event) =>
          setDraft(withOptional(draft, 'validate', event.currentTarget.checked ? FIRST : undefined))
        }
      />
      {validate && (
        <SimpleGrid cols={2} spacing="sm">
          <PositiveInput
            label={t('validation.images')}
            value={validate.images}
            max={20_000}
            step={100}
            onChange={(value) => setDraft({ ...draft, validate: { ...validate, images: Math.round(value) } })}
          />
          <PositiveInput
            label={t('validation.every')}
            value={validate.every}
            max={100_000}
            step={10}
            onChange={(value) => setDraft({ ...draft, validate: { ...validate, every: Math.round(value) } })}
          />
        </SimpleGrid>
      )}
    </Stack>
  );
}

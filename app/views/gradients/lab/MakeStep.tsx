import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLab } from '../../../store/labContext.ts';
import shared from '../../views.module.css';
import type { NamedEntry } from './labEntry.ts';

/** Sets the train form up with the rule that is looked at. */
export function MakeStep({ entry, fresh }: { readonly entry: NamedEntry; readonly fresh: boolean }) {
  const { t } = useTranslation('gradientLab');
  const setDraft = useLab((state) => state.setDraft);
  return (
    <div className={shared.controls}>
      <Button size="compact-sm" variant="light" onClick={() => setDraft(entry.step)}>
        {t('step.make')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('step.hint', { name: entry.name })} {fresh && t('step.freshHint')}
      </Text>
    </div>
  );
}

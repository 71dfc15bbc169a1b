import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TrainStep } from '../../../src/index.ts';
import { useRuleSettings } from '../../views/gradients/lab/useRuleSettings.ts';
import { exchangeProblem } from './unseenSettings.ts';

/** How many workers exchange gradients by which rule, and why they cannot where the fields of the form forbid it. */
export function ExchangeText({ draft }: { readonly draft: TrainStep }) {
  const { t } = useTranslation('forms');
  const { t: lab } = useTranslation('gradientLab');
  const settings = useRuleSettings();
  const { gradients } = draft;
  if (!gradients) return null;
  const problem = exchangeProblem(draft);
  const said = t('train.unseen.gradients', {
    count: gradients.workers,
    rule: lab(`rules.${gradients.rule}`),
  });
  return (
    <>
      {[said, settings(gradients)].filter(Boolean).join(' · ')}
      {problem && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {t(`train.unseen.problems.${problem}`, { count: gradients.workers })}
        </Text>
      )}
    </>
  );
}

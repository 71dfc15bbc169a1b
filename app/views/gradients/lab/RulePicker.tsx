import { Anchor, Checkbox, Fieldset } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ExchangeRuleId } from '../../../../src/index.ts';
import classes from './lab.module.css';
import { useExchangeLab } from './labStore.ts';
import { RULES } from './rules.ts';

/** The rules to compare, each with what it does and where it comes from. */
export function RulePicker() {
  const { t } = useTranslation('gradientLab');
  const settings = useExchangeLab((state) => state.settings);
  const change = useExchangeLab((state) => state.change);
  const toggle = (rule: ExchangeRuleId, on: boolean) =>
    change({
      rules: RULES.map(({ id }) => id).filter((id) => (id === rule ? on : settings.rules.includes(id))),
    });
  return (
    <Fieldset legend={t('rules.label')} variant="unstyled">
      <div className={classes.rules}>
        {RULES.map(({ id, paper }) => (
          <div key={id}>
            <Checkbox
              label={t(`rules.${id}`)}
              description={t(`ruleHints.${id}`)}
              checked={settings.rules.includes(id)}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
            />
            <Anchor
              className={classes.paper!}
              href={paper.url}
              title={paper.title}
              target="_blank"
              rel="noreferrer"
            >
              {paper.year} · {paper.title}
            </Anchor>
          </div>
        ))}
      </div>
    </Fieldset>
  );
}

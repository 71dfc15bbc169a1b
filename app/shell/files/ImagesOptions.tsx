import { SegmentedControl, Slider, Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type OwnImagesSummary, TEST_SHARES } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { networkTitle } from '../networks/networkChoices.ts';
import classes from './files.module.css';
import type { ImagesChoice } from './useTakeInImages.ts';

interface ImagesOptionsProps {
  readonly summary: OwnImagesSummary;
  readonly choice: ImagesChoice;
  readonly disabled: boolean;
  readonly onChange: (choice: ImagesChoice) => void;
}

const [LEAST, MOST] = [TEST_SHARES[0], TEST_SHARES.at(-1)!];

/** As what images are taken in: grey or coloured, and how many of them are for testing. */
export function ImagesOptions({ summary, choice, disabled, onChange }: ImagesOptionsProps) {
  const { t } = useTranslation('ownData');
  const format = useFormat();
  const formId = useId();
  const { form, testShare } = choice;
  const divided = summary.classes.some(({ test }) => test !== null);
  const network = summary.networks[form] ?? '';
  return (
    <div className={classes.imageOptions}>
      <span id={formId} className={classes.formLabel}>
        {t('form')}
      </span>
      {summary.forms.length > 1 ? (
        <SegmentedControl
          size="sm"
          aria-labelledby={formId}
          value={form}
          disabled={disabled}
          onChange={(value) => onChange({ ...choice, form: value as ImagesChoice['form'] })}
          data={summary.forms.map((value) => ({ value, label: t(`forms.${value}`) }))}
        />
      ) : (
        <Text size="sm">{t(`forms.${form}`)}</Text>
      )}
      <span className={classes.formLabel}>{t('testShare')}</span>
      {divided ? (
        <Text size="sm">{t('divided')}</Text>
      ) : (
        <div className={classes.shareRow}>
          <Slider
            thumbLabel={t('testShare')}
            min={Math.round(100 * LEAST)}
            max={Math.round(100 * MOST)}
            step={5}
            label={null}
            disabled={disabled}
            value={Math.round(100 * testShare)}
            onChange={(value) => onChange({ ...choice, testShare: value / 100 })}
          />
          <Text size="sm" className={classes.figure!}>
            {format.percent(testShare, 0)}
          </Text>
        </div>
      )}
      <span className={classes.formLabel}>{t('network')}</span>
      <Text size="sm">
        {t('networkOf', { network: networkTitle(network), count: summary.classes.length })}
      </Text>
      <Text size="xs" c="dimmed" className={classes.optionsNote!}>
        {t('conversion')}
      </Text>
    </div>
  );
}

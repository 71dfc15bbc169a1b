import { Button, NumberInput, Popover, Slider, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { fromExponent, RATE_EXPONENTS, toExponent } from './logRate.ts';
import classes from './rail.module.css';

const MARKS = [-6, -5, -4, -3, -2, -1, 0].map((value) => ({ value }));

/** The learning rate of the running training, and what changes it from the next batch on. */
export function LiveRate({ rate }: { readonly rate: number }) {
  const { t } = useTranslation('rail');
  const format = useFormat();
  const change = useLab((state) => state.changeLearningRate);
  const changing = useLab((state) => state.job.kind === 'running' && state.job.nextRate !== undefined);
  const [opened, setOpened] = useState(false);
  const [wanted, setWanted] = useState(rate);
  const written = format.number(rate, 2);

  const toggle = () => {
    setWanted(rate);
    setOpened(!opened);
  };
  const apply = () => {
    setOpened(false);
    if (wanted !== rate) change(wanted);
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={320}
      position="top"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          className={classes.rateButton}
          disabled={changing}
          aria-label={t('rate.change', { rate: written })}
          onClick={toggle}
        >
          {changing ? t('rate.changing') : written}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <NumberInput
            label={t('rate.label')}
            size="sm"
            data-autofocus
            min={0}
            max={10}
            decimalScale={8}
            step={wanted / 10}
            value={wanted}
            onChange={(next) => typeof next === 'number' && next > 0 && next <= 10 && setWanted(next)}
            onKeyDown={(event) => event.key === 'Enter' && apply()}
          />
          <Slider
            aria-label={t('rate.slider')}
            thumbLabel={t('rate.slider')}
            {...RATE_EXPONENTS}
            marks={MARKS}
            value={toExponent(wanted)}
            label={(exponent) => format.number(fromExponent(exponent), 2)}
            onChange={(exponent) => setWanted(fromExponent(exponent))}
          />
          <Text size="xs" c="dimmed">
            {t('rate.explain')}
          </Text>
          <Button size="sm" disabled={wanted === rate} onClick={apply}>
            {t('rate.apply', { rate: format.number(wanted, 2) })}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

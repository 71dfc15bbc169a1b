import { Button, NumberInput, Popover, Slider, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { findNode } from '../../store/treeNodes.ts';
import { SmallNumber } from '../train/SmallNumber.tsx';
import { fromExponent, RATE_EXPONENTS, toExponent } from './logRate.ts';
import classes from './rail.module.css';

const MARKS = [-6, -5, -4, -3, -2, -1, 0].map((value) => ({ value }));

/** How strongly the running training pulls scales of normalisations to 0; undefined where its network has none. */
function useSlimming(): number | undefined {
  return useLab(({ job, nodes }) => {
    if (job.kind !== 'running' || job.step.kind !== 'train') return undefined;
    const parent = findNode(nodes, findNode(nodes, job.nodeId)?.parentId ?? null);
    const hasNorms = parent?.snapshot?.spec.nodes.some(({ kind }) => kind === 'batchNorm');
    return hasNorms ? job.step.regularizer.slimming : undefined;
  });
}

/** The learning rate of the running training, and what changes it, and slimming, from the next batch on. */
export function LiveRate({ rate }: { readonly rate: number }) {
  const { t } = useTranslation(['rail', 'training']);
  const format = useFormat();
  const change = useLab((state) => state.changeTraining);
  const slimming = useSlimming();
  const changing = useLab((state) => state.job.kind === 'running' && state.job.change !== undefined);
  const [opened, setOpened] = useState(false);
  const [wanted, setWanted] = useState(rate);
  const [wantedSlimming, setWantedSlimming] = useState(0);
  const written = format.number(rate, 2);
  const slimmingChanged = slimming !== undefined && wantedSlimming !== slimming;
  const changed = wanted !== rate || slimmingChanged;

  const toggle = () => {
    setWanted(rate);
    setWantedSlimming(slimming ?? 0);
    setOpened(!opened);
  };
  const apply = () => {
    setOpened(false);
    if (!changed) return;
    change({
      ...(wanted === rate ? {} : { learningRate: wanted }),
      ...(slimmingChanged ? { slimming: wantedSlimming } : {}),
    });
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={320}
      position="top"
      // Above the bar, whose counters stay in sight.
      offset={36}
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
          {slimming !== undefined && (
            <SmallNumber
              label={t('live.slimming', { ns: 'training' })}
              max={1}
              value={wantedSlimming}
              onChange={setWantedSlimming}
            />
          )}
          <Text size="xs" c="dimmed">
            {t('rate.explain')}
          </Text>
          <Button size="sm" disabled={!changed} onClick={apply}>
            {t('rate.apply', { rate: format.number(wanted, 2) })}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

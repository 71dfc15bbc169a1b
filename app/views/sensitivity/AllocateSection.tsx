import { SegmentedControl, Slider, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrunableLayer, SnapshotView } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useDraftWriter } from '../useDraftWriter.ts';
import shared from '../views.module.css';
import { AllocationFigures } from './AllocationFigures.tsx';
import { allocate, type Target, type Way } from './allocate.ts';
import { prunesChannels } from './choices.ts';
import { findBase } from './findFirstToBreak.ts';
import { computeKeptShare, countChannels, countWithin } from './keptShare.ts';
import { channelGroups } from './pruning.ts';
import classes from './sensitivity.module.css';
import type { Curves } from './sensitivityStore.ts';
import type { SensitivitySettings } from './settings.ts';
import { toSharesStep } from './shares.ts';
import { atLeast } from './useLayerShares.ts';

type AnyWay = Way | 'global';

const WAYS: readonly AnyWay[] = ['curves', 'uniform', 'global'];
const TARGETS = {
  keptWeights: { min: 0.01, max: 1, step: 0.01, initial: 0.2 },
  keptMacs: { min: 0.01, max: 1, step: 0.01, initial: 0.4 },
  maxLoss: { min: 0, max: 0.2, step: 0.002, initial: 0.02 },
} as const;

interface AllocateSectionProps {
  readonly snapshot: SnapshotView;
  readonly settings: SensitivitySettings;
  readonly layers: readonly PrunableLayer[];
  readonly curves: Curves;
}

/** A target for the whole network, and three ways to give each layer its part of it. */
export function AllocateSection({ snapshot, settings, layers, curves }: AllocateSectionProps) {
  const { t } = useTranslation('sensitivity');
  const format = useFormat();
  const writeDraft = useDraftWriter();
  const [target, setTarget] = useState<Target>('keptWeights');
  const [way, setWay] = useState<AnyWay>('curves');
  const [values, setValues] = useState<Readonly<Record<Target, number>>>({
    keptWeights: TARGETS.keptWeights.initial,
    keptMacs: TARGETS.keptMacs.initial,
    maxLoss: TARGETS.maxLoss.initial,
  });
  const [reached, setReached] = useState(true);
  const base = findBase(curves)?.accuracy ?? snapshot.summary.accuracy.accuracy;

  const channels = prunesChannels(settings.granularity);
  const counted = useMemo(() => {
    const costs = snapshot.summary.cost.layers;
    return channels ? countChannels(costs, channelGroups(snapshot.spec)) : countWithin(costs, layers);
  }, [snapshot, channels, layers]);

  const write = (nextTarget: Target, nextWay: AnyWay, value: number) => {
    setTarget(nextTarget);
    setWay(nextWay);
    setValues({ ...values, [nextTarget]: value });
    const { granularity, criterion } = settings;
    if (nextWay === 'global') {
      setReached(true);
      const amount = nextTarget === 'keptMacs' ? { keptMacs: value } : { keptWeights: value };
      writeDraft({ granularity, criterion, scope: 'budget', amount });
      return;
    }
    const found = allocate({
      way: nextWay,
      target: nextTarget,
      value,
      curves,
      base,
      keptShare: (shares, of) => computeKeptShare(counted, atLeast(shares, curves), of),
    });
    setReached(found.reached);
    writeDraft(toSharesStep(settings, found.shares));
  };
  const value = values[target];
  const written =
    target === 'maxLoss' ? t('upToPoints', { points: format.number(100 * value) }) : format.percent(value, 0);
  const { min, max, step } = TARGETS[target];
  return (
    <section className={classes.allocate} aria-label={t('allocate')}>
      <h2 className={shared.heading}>{t('allocate')}</h2>
      <div className={shared.controls}>
        <span className={classes.option}>
          <Text size="sm">{t('target')}</Text>
          <SegmentedControl
            size="xs"
            aria-label={t('target')}
            value={target}
            onChange={(next) =>
              write(
                next as Target,
                next === 'maxLoss' && way === 'global' ? 'curves' : way,
                values[next as Target],
              )
            }
            data={Object.keys(TARGETS).map((id) => ({ value: id, label: t(`targets.${id as Target}`) }))}
          />
        </span>
        <span className={classes.option}>
          <Text size="sm">{t('way')}</Text>
          <SegmentedControl
            size="xs"
            aria-label={t('way')}
            value={way}
            onChange={(next) => write(target, next as AnyWay, value)}
            data={WAYS.map((id) => ({
              value: id,
              label: t(`ways.${id}`),
              disabled: id === 'global' && target === 'maxLoss',
            }))}
          />
        </span>
      </div>
      <div className={classes.slider}>
        <Slider
          min={min}
          max={max}
          step={step}
          value={value}
          label={null}
          thumbLabel={t(`targets.${target}`)}
          thumbProps={{ 'aria-valuetext': written }}
          onChange={(next) => write(target, way, Number(next.toFixed(4)))}
        />
        <span className={classes.value}>{written}</span>
      </div>
      <p className={classes.way}>
        {t(`wayHints.${way}.${target === 'maxLoss' ? 'loss' : 'kept'}`)}
        {!reached && ` ${t('notReached')}`}
      </p>
      <AllocationFigures settings={settings} />
    </section>
  );
}

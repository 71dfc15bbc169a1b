import { ActionIcon, NumberInput, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconArrowsShuffle } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SnapshotView } from '../../../src/index.ts';
import { BarChart } from '../../charts/bars/BarChart.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { useJobQuery } from '../useJobQuery.ts';
import { Failure, Waiting } from '../ViewState.tsx';
import shared from '../views.module.css';
import classes from './activations.module.css';
import { FeatureMapsList } from './FeatureMapsList.tsx';
import { useImage } from './imageStore.ts';
import { PixelImage } from './PixelImage.tsx';

/** A test image, what the network says of it, and the maps of every node. */
export function ImageSection({ snapshot }: { readonly snapshot: SnapshotView }) {
  const { t } = useTranslation('laterViews');
  const format = useFormat();
  const manifest = useLab((state) => state.manifest);
  const testSize = useLab((state) => state.header.dataset.testSize);
  const { index: wanted, setIndex } = useImage();
  const count = Math.min(testSize ?? Number.POSITIVE_INFINITY, manifest?.splits.test.count ?? 1);
  const index = Math.min(wanted, count - 1);
  const image = useJobQuery('testImage', { index });
  const maps = useJobQuery('featureMaps', { id: snapshot.id, index });
  const classNames = manifest?.classes;
  const nameOf = useCallback((label: number) => classNames?.[label] ?? String(label), [classNames]);
  const groups = useMemo(
    () =>
      maps.data?.probabilities.map((value, label) => ({
        name: nameOf(label),
        bars: [{ name: '', value }],
      })) ?? [],
    [maps.data, nameOf],
  );
  const columns = useMemo(
    () =>
      [
        t('activations.className'),
        '',
        t('activations.probability'),
        t('activations.low'),
        t('activations.high'),
      ] as const,
    [t],
  );
  const error = image.error ?? maps.error;
  const step = (by: number) => setIndex((index + by + count) % count);
  const pickers = [
    { label: t('activations.previous'), Icon: IconArrowLeft, pick: () => step(-1) },
    { label: t('activations.next'), Icon: IconArrowRight, pick: () => step(1) },
    {
      label: t('activations.random'),
      Icon: IconArrowsShuffle,
      pick: () => setIndex(Math.floor(Math.random() * count)),
    },
  ];
  return (
    <section className={shared.section}>
      <h2 className={shared.heading}>{t('activations.maps')}</h2>
      <p className={shared.explain}>{t('activations.explain')}</p>
      <div className={shared.controls}>
        <span>{t('activations.image')}</span>
        <NumberInput
          size="xs"
          w={96}
          min={0}
          max={count - 1}
          allowDecimal={false}
          clampBehavior="strict"
          value={index}
          onChange={(value) => typeof value === 'number' && setIndex(value)}
          aria-label={t('activations.number')}
        />
        <span className={classes.pickers}>
          {pickers.map(({ label, Icon, pick }) => (
            <Tooltip key={label} label={label}>
              <ActionIcon aria-label={label} onClick={pick}>
                <Icon size={18} />
              </ActionIcon>
            </Tooltip>
          ))}
        </span>
      </div>
      {error ? (
        <Failure
          error={error}
          onRetry={() => {
            if (image.error) image.retry();
            if (maps.error) maps.retry();
          }}
        />
      ) : !image.data || !maps.data ? (
        <Waiting height={420} />
      ) : (
        <div className={maps.stale || image.stale ? shared.stale : undefined}>
          <div className={classes.top}>
            <div>
              <PixelImage
                pixels={image.data.pixels}
                shape={image.data.shape}
                label={t('activations.imageAlt', {
                  index: format.count(index),
                  label: nameOf(image.data.label),
                })}
              />
              <div className={classes.verdict}>
                <div>{t('activations.isLabel', { label: nameOf(maps.data.label) })}</div>
                <div>
                  <b>{t('activations.prediction', { label: nameOf(maps.data.prediction) })}</b>{' '}
                  {maps.data.prediction === maps.data.label
                    ? `✓ ${t('activations.right')}`
                    : `✗ ${t('activations.wrong')}`}
                </div>
              </div>
            </div>
            <BarChart
              groups={groups}
              compact
              title={t('activations.probabilities')}
              label={t('activations.probabilities')}
              columns={columns}
              format={format.percent}
            />
          </div>
          <FeatureMapsList maps={maps.data} />
        </div>
      )}
    </section>
  );
}

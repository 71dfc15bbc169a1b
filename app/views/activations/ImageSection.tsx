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
import { PixelImage } from './PixelImage.tsx';

/** A test image, what the network says of it, and the maps of every node. */
export function ImageSection({ snapshot }: { readonly snapshot: SnapshotView }) {
  const { t } = useTranslation('activations');
  const format = useFormat();
  const manifest = useLab((state) => state.manifest);
  const testSize = useLab((state) => state.header.dataset.testSize);
  const wanted = useLab((state) => state.sample);
  const setIndex = useLab((state) => state.selectSample);
  const count = Math.min(testSize ?? Number.POSITIVE_INFINITY, manifest?.splits.test.count ?? 1);
  const index = Math.min(wanted, count - 1);
  const image = useJobQuery('testImage', { index });
  const maps = useJobQuery('featureMaps', { id: snapshot.id, image: { index } });
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
  const columns = useMemo(() => [t('className'), '', t('probability'), t('low'), t('high')] as const, [t]);
  const error = image.error ?? maps.error;
  const step = (by: number) => setIndex((index + by + count) % count);
  const pickers = [
    { label: t('previous'), Icon: IconArrowLeft, pick: () => step(-1) },
    { label: t('next'), Icon: IconArrowRight, pick: () => step(1) },
    {
      label: t('random'),
      Icon: IconArrowsShuffle,
      pick: () => setIndex(Math.floor(Math.random() * count)),
    },
  ];
  return (
    <section className={shared.section}>
      <h2 className={shared.heading}>{t('maps')}</h2>
      <p className={shared.explain}>{t('explain')}</p>
      <div className={shared.controls}>
        <span>{t('image')}</span>
        <NumberInput
          size="xs"
          w={96}
          min={0}
          max={count - 1}
          allowDecimal={false}
          clampBehavior="strict"
          value={index}
          onChange={(value) => typeof value === 'number' && setIndex(value)}
          aria-label={t('number')}
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
                label={t('imageAlt', {
                  index: format.count(index),
                  label: nameOf(image.data.label),
                })}
              />
              <div className={classes.verdict}>
                <div>{t('isLabel', { label: nameOf(image.data.label) })}</div>
                <div>
                  <b>{t('prediction', { label: nameOf(maps.data.prediction) })}</b>{' '}
                  {maps.data.prediction === image.data.label ? `✓ ${t('right')}` : `✗ ${t('wrong')}`}
                </div>
              </div>
            </div>
            <BarChart
              groups={groups}
              compact
              title={t('probabilities')}
              label={t('probabilities')}
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

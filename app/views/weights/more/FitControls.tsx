import { Switch } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useSnapshotA } from '../../useSnapshots.ts';
import shared from '../../views.module.css';
import { useWeightsOptions } from '../weightsOptions.ts';
import classes from './more.module.css';
import { NearView } from './NearView.tsx';
import { useMeasuredWeights } from './useMeasuredWeights.ts';

/** The curves over the large histogram, whether zeros are drawn, and which of the curves fits better. */
export function FitControls({ layer }: { readonly layer: string }) {
  const { t } = useTranslation('weightsMore');
  const { normal, laplace, zeros, set } = useWeightsOptions();
  return (
    <div>
      <div className={shared.controls}>
        <Switch
          size="sm"
          label={t('fit.normal')}
          checked={normal}
          onChange={(event) => set({ normal: event.currentTarget.checked })}
        />
        <Switch
          size="sm"
          label={t('fit.laplace')}
          checked={laplace}
          onChange={(event) => set({ laplace: event.currentTarget.checked })}
        />
        <Switch
          size="sm"
          label={t('fit.noZeros')}
          checked={!zeros}
          onChange={(event) => set({ zeros: !event.currentTarget.checked })}
        />
        <span className={classes.curves} aria-hidden="true">
          {normal && <i data-curve="normal">{t('fit.normalCurve')}</i>}
          {laplace && <i data-curve="laplace">{t('fit.laplaceCurve')}</i>}
        </span>
      </div>
      <NearView height={40}>
        <FitVerdict layer={layer} />
      </NearView>
    </div>
  );
}

function FitVerdict({ layer }: { readonly layer: string }) {
  const { t } = useTranslation('weightsMore');
  const format = useFormat();
  const a = useSnapshotA();
  const { weights, stale } = useMeasuredWeights();
  const set = useWeightsOptions((options) => options.set);
  useEffect(() => {
    if (!a || !weights || stale) return;
    const fits = weights.tensors.flatMap(({ node, role, laplace }) =>
      role === 'weight' && laplace ? [[node, laplace] as const] : [],
    );
    set({ laplaceFits: { snapshotId: a.id, ofLayer: new Map(fits) } });
  }, [a, weights, stale, set]);
  const found = weights?.tensors.find(({ node, role }) => node === layer && role === 'weight');
  if (!found || stale) return null;
  const { normal, laplace, betterFit } = found;
  return (
    <p className={`${shared.note} ${classes.verdict}`}>
      {normal && laplace && betterFit
        ? t(`fit.better.${betterFit}`, {
            normal: format.number(normal.logLikelihood, 4),
            laplace: format.number(laplace.logLikelihood, 4),
            normalDistance: format.percent(normal.kolmogorovSmirnov),
            laplaceDistance: format.percent(laplace.kolmogorovSmirnov),
          })
        : t('fit.none')}
    </p>
  );
}

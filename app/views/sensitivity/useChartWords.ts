import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import { imagesOf } from './findFirstToBreak.ts';
import type { SensitivityRun } from './sensitivityStore.ts';
import { SENSITIVITY_IMAGES, type SensitivitySettings } from './settings.ts';

/** What the chart says of its numbers: on how many images, after what training, and what its bars are. */
export function useChartWords(run: SensitivityRun, { seeds, fineTuneSteps }: SensitivitySettings) {
  const { t } = useTranslation('sensitivity');
  const format = useFormat();
  const spread = Object.values(run.curves).some((points) =>
    points.some(({ standardDeviation }) => standardDeviation !== undefined),
  );
  const columns = useMemo(
    () =>
      [
        t('layerColumn'),
        t('sparsity'),
        t('accuracy'),
        t(spread ? 'minusDeviation' : 'low'),
        t(spread ? 'plusDeviation' : 'high'),
      ] as const,
    [t, spread],
  );
  const title = t('title', {
    what: fineTuneSteps > 0 ? t('titleTuned', { count: fineTuneSteps }) : t('titlePruned'),
    images: imagesOf(run.curves, SENSITIVITY_IMAGES).map(format.count).join('–'),
    spread: spread ? t('titleSeeds', { count: seeds }) : t('titleIntervals'),
  });
  return { columns, title };
}

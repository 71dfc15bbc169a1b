import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FirstLayerImage } from '../../../../src/index.ts';
import { HeatMap } from '../../../charts/heatMap/HeatMap.tsx';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Figures } from '../../Figures.tsx';
import shared from '../../views.module.css';
import classes from './more.module.css';
import { splitShares } from './splitShares.ts';

const isEmpty = (share: number) => share === 0;

/** Which share of the weights that read a pixel, or stand at a kernel position, the mask keeps. */
export function FirstLayerMask({ image }: { readonly image: FirstLayerImage }) {
  const { t } = useTranslation('weightsMore');
  const format = useFormat();
  const { kind, layer, shape, outputs, shareOfPixel } = image;
  const [height, width, channels] = shape;
  const grid = useMemo(
    () => ({ rows: height, columns: width, values: shareOfPixel }),
    [height, width, shareOfPixel],
  );
  const highest = Math.max(...shareOfPixel);
  const isWhole = shareOfPixel.every((share) => share === 1);
  const split = isWhole ? undefined : splitShares(shareOfPixel, height, width);
  const formatShare = useCallback((share: number) => format.percent(share), [format]);
  const nameOf = useCallback((index: number) => String(index + 1), []);
  const describeCell = useCallback(
    (row: number, column: number, share: number) =>
      t(`first.cell.${kind}`, {
        row: row + 1,
        column: column + 1,
        kept: format.count(Math.round(share * channels * outputs)),
        all: format.count(channels * outputs),
        share: format.percent(share),
      }),
    [t, format, kind, channels, outputs],
  );
  const mean = shareOfPixel.reduce((sum, share) => sum + share, 0) / shareOfPixel.length;
  return (
    <div className={classes.first}>
      <HeatMap
        grid={grid}
        domain={[0, highest > 0 ? highest : 1]}
        isMarked={isEmpty}
        mostCell={kind === 'pixels' ? 10 : 42}
        title={t(`first.of.${kind}`, { layer })}
        label={t('first.chart', { layer, share: formatShare(mean) })}
        legend={t('first.legend')}
        describeCell={describeCell}
        corner={t('first.row')}
        rowNameOf={nameOf}
        columnNameOf={nameOf}
        format={formatShare}
      />
      <div>
        <p className={shared.explain}>
          {t(`first.explain.${kind}`, {
            outputs: format.count(outputs),
            all: format.count(channels * outputs),
          })}
          {isWhole && ` ${t('first.whole')}`}
        </p>
        {split && (
          <div style={{ marginTop: 14 }}>
            <Figures
              figures={[
                {
                  label: t('first.centre'),
                  value: format.percent(split.centre),
                  note: t('first.centreNote'),
                },
                {
                  label: t('first.border'),
                  value: format.percent(split.border),
                  note: t('first.borderNote'),
                },
              ]}
            />
          </div>
        )}
      </div>
    </div>
  );
}

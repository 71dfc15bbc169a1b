import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LayerApoz } from '../../../src/index.ts';
import { Distribution } from '../../charts/distribution/Distribution.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { AccuracyFigure } from '../AccuracyFigure.tsx';
import { Figures } from '../Figures.tsx';
import { useDraftWriter } from '../useDraftWriter.ts';
import { useSnapshotA } from '../useSnapshots.ts';
import classes from './activations.module.css';
import { sigmasOfDraft, toSigmas } from './apozCut.ts';
import { SelectedMark } from './SelectedMark.tsx';

const HEIGHT = 240;

/** The sorted APoZ of one layer's channels; dragging the cut writes the prune step. */
export function ApozDistribution({ apoz }: { readonly apoz: LayerApoz }) {
  const { t } = useTranslation('activations');
  const format = useFormat();
  const draft = useLab((state) => state.draft);
  const cost = useSnapshotA()?.summary.cost.layers.find(({ name }) => name === apoz.layer);
  const writeDraft = useDraftWriter();
  const channel = useLab((state) => (state.layer === apoz.layer ? state.channel : null));
  const chosen = channel === null ? undefined : apoz.apoz[channel];
  const sigmas = sigmasOfDraft(draft, apoz);
  const cut = apoz.mean + sigmas * apoz.standardDeviation;
  const pruned = cost ? cost.channels - cost.keptChannels : 0;
  // Channels pruned before put out nothing but zeros: they stand above every cut and are not counted again.
  const above = Math.max(0, apoz.apoz.filter((share) => share > cut).length - (cut < 1 ? pruned : 0));
  const measured = draft.kind === 'prune' && draft.criterion === 'apoz';

  const nameOf = useCallback((index: number) => t('channel', { index }), [t]);
  const stateOf = useCallback((isAbove: boolean) => t(isAbove ? 'cutState' : 'keptState'), [t]);
  const formatY = useCallback((share: number) => format.percent(share, 0), [format]);
  const columns = useMemo(() => [t('apozChannel'), t('apoz'), t('state')] as const, [t]);
  const words = {
    share: format.percent(cut),
    k: new Intl.NumberFormat(undefined, { signDisplay: 'exceptZero', maximumFractionDigits: 2 }).format(
      sigmas,
    ),
    above: format.count(above),
  };
  return (
    <>
      <Figures
        figures={[
          { label: t('readout.cut'), value: words.share },
          { label: t('readout.k'), value: `${words.k} σ` },
          {
            label: t('readout.above'),
            value: words.above,
            note: t('ofChannels', { amount: format.count(apoz.apoz.length - pruned) }),
          },
        ]}
      >
        <AccuracyFigure label={t('readout.accuracy')} shown={measured} />
      </Figures>
      <div className={classes.marked}>
        <Distribution
          values={apoz.apoz}
          height={HEIGHT}
          mean={{ value: apoz.mean, text: t('mean', { share: formatY(apoz.mean) }) }}
          cut={{
            value: cut,
            onChange: (value) =>
              writeDraft({
                criterion: 'apoz',
                granularity: 'filter',
                scope: 'uniform',
                amount: { apozSigma: toSigmas(apoz, value) },
                layers: [apoz.layer],
              }),
            text: t('cut', { share: formatY(cut) }),
            label: t('cutLabel'),
            valueText: t('cutText', words),
          }}
          title={<b>{t('apozTitle', { layer: apoz.layer, images: format.count(apoz.images) })}</b>}
          label={t('apozChart', {
            channels: format.count(apoz.apoz.length),
            layer: apoz.layer,
            mean: format.percent(apoz.mean),
            above: words.above,
          })}
          yLabel={t('apoz')}
          columns={columns}
          stateOf={stateOf}
          nameOf={nameOf}
          formatY={format.percent}
          formatTickY={formatY}
        />
        {channel !== null && chosen !== undefined && (
          <SelectedMark
            values={apoz.apoz}
            height={HEIGHT}
            index={channel}
            text={`${nameOf(channel)}: ${format.percent(chosen)}`}
          />
        )}
      </div>
    </>
  );
}

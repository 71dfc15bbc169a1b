import { Slider } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExchangeGradients } from '../../../../src/index.ts';
import { LogHistogram } from '../../../charts/logHistogram/LogHistogram.tsx';
import type { LogHistogramBar } from '../../../charts/logHistogram/layout.ts';
import { writeMagnitude } from '../../../charts/logHistogram/magnitude.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useLayer } from '../../useSnapshots.ts';
import shared from '../../views.module.css';
import { computeShareBelow, findShownBins, GRADIENT_EDGES, toMagnitudes } from '../gradientBins.ts';
import classes from './lab.module.css';
import type { NamedEntry } from './labEntry.ts';

interface MomentHistogramProps {
  readonly entry: NamedEntry;
  readonly moments: readonly ExchangeGradients[];
}

/** One worker's |g| at a moment of the training, with a line below which the rule's sparsity lies at first. */
export function MomentHistogram({ entry, moments }: MomentHistogramProps) {
  const { t } = useTranslation('gradientLab');
  const format = useFormat();
  const selected = useLayer();
  const [place, setPlace] = useState(0);
  const [line, setLine] = useState<number | null>(null);
  const at = Math.min(place, moments.length - 1);
  const moment = moments[at]!;
  const found = moment.layers.find(({ layer }) => layer === selected) ?? moment.layers[0]!;
  // The same bins at all moments, so that the hill is seen to move.
  const bins = useMemo(
    () => findShownBins(moments.flatMap(({ layers }) => layers.filter(({ layer }) => layer === found.layer))),
    [moments, found.layer],
  );
  const magnitudes = useMemo(() => toMagnitudes(found, bins), [found, bins]);
  const { gradients } = entry.step;
  const share = 'sparsity' in gradients ? gradients.sparsity : 0.99;
  const value =
    line ?? GRADIENT_EDGES.find((edge) => computeShareBelow(found, edge) >= share) ?? GRADIENT_EDGES.at(-1)!;
  const below = format.percent(computeShareBelow(found, value));
  const words = { layer: found.layer, step: format.count(moment.step + 1) };
  const columns = useMemo(
    () => ({
      from: t('from', { ns: 'gradients' }),
      to: t('to', { ns: 'gradients' }),
      count: t('countColumn', { ns: 'gradients' }),
      compared: t('comparedColumn', { ns: 'gradients' }),
    }),
    [t],
  );
  const describeBin = useCallback(
    ({ from, to, count }: LogHistogramBar) =>
      `${writeMagnitude(from)} … ${writeMagnitude(to)}\n${format.count(count)}`,
    [format],
  );
  return (
    <div>
      <LogHistogram
        magnitudes={magnitudes}
        height={250}
        threshold={{
          value,
          onChange: setLine,
          label: t('moment.line'),
          valueText: t('moment.lineText', { threshold: writeMagnitude(value), share: below }),
        }}
        title={<b>{t('moment.title', words)}</b>}
        label={t('moment.label', { ...words, name: entry.name })}
        xLabel={t('magnitude', { ns: 'gradients' })}
        yLabel={t('count', { ns: 'gradients' })}
        columns={columns}
        describeBin={describeBin}
        zeroText={t('zeros', { ns: 'gradients', amount: format.count(found.zeros + found.below) })}
        formatCount={format.count}
      />
      <div className={classes.moment}>
        <span>{t('moment.slider')}</span>
        <Slider
          min={0}
          max={moments.length - 1}
          step={1}
          value={at}
          label={null}
          thumbLabel={t('moment.slider')}
          thumbProps={{ 'aria-valuetext': words.step }}
          onChange={setPlace}
        />
        <b>{words.step}</b>
      </div>
      <p className={shared.note}>{t('moment.note', { share: below })}</p>
    </div>
  );
}

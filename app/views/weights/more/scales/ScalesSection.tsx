import { Button, Slider, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../i18n/useFormat.ts';
import { useLab } from '../../../../store/labContext.ts';
import { Waiting } from '../../../ViewState.tsx';
import shared from '../../../views.module.css';
import { CliffSection } from './CliffSection.tsx';
import { ScaleRidges } from './ScaleRidges.tsx';
import { computeScaleCut } from './scaleCut.ts';
import classes from './scales.module.css';
import { toSlimmingCut } from './useCliff.ts';
import { useScales } from './useScales.ts';

const MARKS = [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value }));

/** Network slimming: how scales of batch normalisations moved, what a cut of the least takes, and what that does. */
export function ScalesSection() {
  const { t } = useTranslation('scales');
  const format = useFormat();
  const scales = useScales();
  const setDraft = useLab((state) => state.setDraft);
  const [share, setShare] = useState(0.5);
  const cut = useMemo(() => scales && computeScaleCut(scales, share), [scales, share]);
  if (!scales || !cut) return <Waiting height={400} />;
  const nodes = cut.nodes.map(({ node, channels, cut: gone }) =>
    t('node', { node, cut: format.count(gone), channels: format.count(channels) }),
  );
  return (
    <section className={classes.section}>
      <h3 className={shared.heading}>{t('title')}</h3>
      <p className={shared.explain}>{t('explain')}</p>
      <ScaleRidges scales={scales} threshold={cut.threshold} />
      <div className={classes.cut}>
        <Text size="sm" component="label" id="scale-share">
          {t('share')}
        </Text>
        <Slider
          aria-labelledby="scale-share"
          thumbLabel={t('share')}
          min={0}
          max={0.95}
          step={0.01}
          marks={MARKS}
          value={share}
          label={(value) => format.percent(value, 0)}
          onChange={setShare}
        />
        <Text size="sm">
          {t('cut', { share: format.percent(share, 0), threshold: format.number(cut.threshold, 3) })}{' '}
          {t('nodes', { list: nodes.join(' · ') })}
        </Text>
        <Button
          size="compact-sm"
          variant="light"
          w="fit-content"
          onClick={() => setDraft(toSlimmingCut(share))}
        >
          {t('setUp')}
        </Button>
      </div>
      <CliffSection />
    </section>
  );
}

import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Calibration, MeasuredBehaviour } from '../../../src/index.ts';
import type { ChanceBin } from '../../charts/reliability/layout.ts';
import { ReliabilityDiagram } from '../../charts/reliability/ReliabilityDiagram.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { Figures } from '../Figures.tsx';
import shared from '../views.module.css';
import { judgeConfidence } from './judgeChange.ts';
import classes from './samples.module.css';
import type { Pair } from './usePair.ts';

const toBins = ({ bins }: Calibration): readonly ChanceBin[] =>
  bins.map(({ low, high, count, meanConfidence, accuracy }) => ({
    low,
    high,
    count,
    stated: meanConfidence,
    came: accuracy,
  }));

/** Whether the network is as sure as it is right, before and after. */
export function CalibrationSection({
  report,
  pair,
}: {
  readonly report: MeasuredBehaviour;
  readonly pair: Pair;
}) {
  const { t } = useTranslation('samples');
  const format = useFormat();
  const alone = pair.role === 'alone';
  const { after, before } = report;
  const bins = useMemo(() => toBins(after.calibration), [after]);
  const compared = useMemo(() => (alone ? undefined : toBins(before.calibration)), [before, alone]);
  const name = pair.nameBefore;
  const describeBin = useCallback(
    (bin: ChanceBin, other: ChanceBin | undefined) => {
      const words = {
        low: format.percent(bin.low, 0),
        high: format.percent(bin.high, 0),
        images: format.count(bin.count),
        stated: format.percent(bin.stated ?? 0),
        came: format.percent(bin.came ?? 0),
      };
      const own = t(bin.count > 0 ? 'calibration.describe' : 'calibration.describeEmpty', words);
      if (other?.came == null) return own;
      return `${own}\n${t('calibration.describeCompared', { name, came: format.percent(other.came) })}`;
    },
    [format, t, name],
  );
  const columns = useMemo(() => {
    const own = [
      t('calibration.bin'),
      t('calibration.images'),
      t('calibration.stated'),
      t('calibration.correct'),
    ] as const;
    return alone ? own : ([...own, t('calibration.compared', { name })] as const);
  }, [t, alone, name]);
  const formatTick = useCallback((share: number) => format.percent(share, 0), [format]);
  const was = (value: string) => (alone ? {} : { note: t('calibration.wasNote', { value }) });
  const gap = after.calibration.meanConfidence - after.accuracy;
  return (
    <section className={shared.section}>
      <h2 className={shared.heading}>{t('calibration.heading')}</h2>
      <div className={classes.calibration}>
        <ReliabilityDiagram
          bins={bins}
          compared={compared}
          title={<b>{t('calibration.title')}</b>}
          label={t('calibration.label', {
            name: pair.nameA,
            error: format.percent(after.calibration.expectedError),
          })}
          xLabel={t('calibration.confidence')}
          yLabel={t('calibration.correct')}
          idealText={t('calibration.ideal')}
          countLabel={t('calibration.counts')}
          columns={columns}
          describeBin={describeBin}
          formatShare={format.percent}
          formatTick={formatTick}
          formatCount={format.count}
        />
        <div>
          <Figures
            figures={[
              {
                label: t('calibration.error'),
                value: format.percent(after.calibration.expectedError),
                ...was(format.percent(before.calibration.expectedError)),
              },
              {
                label: t('calibration.confidenceMean'),
                value: format.percent(after.calibration.meanConfidence),
                ...was(format.percent(before.calibration.meanConfidence)),
              },
              {
                label: t('calibration.brier'),
                value: format.number(after.calibration.brierScore),
                ...was(format.number(before.calibration.brierScore)),
              },
            ]}
          />
          <p className={shared.explain}>
            {t(`calibration.${judgeConfidence(after.calibration.meanConfidence, after.accuracy)}`, {
              points: format.number(Math.abs(gap) * 100, 2),
            })}
          </p>
          <p className={shared.note}>
            {t(alone ? 'calibration.legendAlone' : 'calibration.legend', { name })}{' '}
            {t('calibration.errorHint')}
          </p>
        </div>
      </div>
    </section>
  );
}

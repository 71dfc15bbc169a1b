import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MeasuredBehaviour, NetworkBehaviour } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { type Figure, Figures } from '../Figures.tsx';
import shared from '../views.module.css';
import { judgeChange } from './judgeChange.ts';
import classes from './samples.module.css';
import { useClassName } from './useClassName.ts';
import type { Pair } from './usePair.ts';

/** Smallest probability that is written out. */
const LEAST_WRITTEN = 0.0001;

/** Accuracy before and after, what flipped, and whether that is more than chance. */
export function Summary({ report, pair }: { readonly report: MeasuredBehaviour; readonly pair: Pair }) {
  const { t } = useTranslation('samples');
  const format = useFormat();
  const className = useClassName();
  const { before, after, change } = report;
  const accuracyOf = (name: string, network: NetworkBehaviour): Figure => ({
    label: t('readout.accuracyOf', { name }),
    value: format.percent(network.accuracy),
    note: t('readout.interval', {
      low: format.percent(network.low),
      high: format.percent(network.high),
    }),
  });
  if (pair.role === 'alone') {
    const loss = { label: t('readout.loss'), value: format.number(after.loss) };
    return <Figures figures={[accuracyOf(pair.nameA, after), loss]} />;
  }
  const worst = change.worstClass;
  const fall = worst === null ? null : (change.perClass[worst]?.recall ?? null);
  const figures: Figure[] = [
    accuracyOf(pair.nameBefore, before),
    accuracyOf(pair.nameA, after),
    {
      label: t('readout.change'),
      value: format.points(change.accuracy),
      note: t('readout.lossNote', { before: format.number(before.loss), after: format.number(after.loss) }),
    },
    {
      label: t('readout.lost'),
      value: format.count(change.rightToWrong.count),
      note: t('readout.won', { amount: format.count(change.wrongToRight.count) }),
    },
    {
      label: t('readout.forgotten'),
      value: worst === null ? '–' : className(worst),
      note:
        fall === null
          ? t('readout.nothingForgotten')
          : t('readout.forgottenNote', { points: format.points(fall) }),
    },
  ];
  const { exact } = change.mcNemar;
  const [lost, won] = [change.rightToWrong.count, change.wrongToRight.count];
  const p =
    exact < LEAST_WRITTEN
      ? t('chance.below', { p: format.percent(LEAST_WRITTEN, 2) })
      : format.percent(exact, exact < 0.01 ? 2 : 1);
  return (
    <div>
      <Figures figures={figures} />
      <Tooltip label={t('chance.test')} position="bottom-start">
        <p className={`${shared.explain} ${classes.verdict}`}>
          {t(`chance.${judgeChange(lost, won, exact)}`, {
            lost: format.count(lost),
            won: format.count(won),
            p,
          })}
        </p>
      </Tooltip>
    </div>
  );
}

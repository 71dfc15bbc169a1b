import { SegmentedControl } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeasuredBehaviour } from '../../../src/index.ts';
import { ConfusionMatrix } from '../../charts/confusion/ConfusionMatrix.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import shared from '../views.module.css';
import type { MatrixOf, PickedCell } from './listFlips.ts';
import classes from './samples.module.css';
import { useClassName } from './useClassName.ts';
import type { Pair } from './usePair.ts';

interface ConfusionSectionProps {
  readonly report: MeasuredBehaviour;
  readonly pair: Pair;
  readonly picked: PickedCell | null;
  readonly onPick: (cell: PickedCell | null) => void;
}

/** Which class is taken for which: by A, by the compared network, and what lies between. */
export function ConfusionSection({ report, pair, picked, onPick }: ConfusionSectionProps) {
  const { t } = useTranslation('samples');
  const format = useFormat();
  const className = useClassName();
  const classNames = useLab((state) => state.manifest?.classes);
  const alone = pair.role === 'alone';
  const [chosen, setChosen] = useState<MatrixOf>('difference');
  const shown = alone ? 'after' : chosen;
  const isDifference = shown === 'difference';
  const values = isDifference ? report.change.confusion : report[shown].confusion;
  const rowTotals = useMemo(() => report.after.perClass.map(({ images }) => images), [report]);
  const names = useMemo(
    () => classNames ?? rowTotals.map((_, label) => String(label)),
    [classNames, rowTotals],
  );
  const signed = useMemo(
    () => new Intl.NumberFormat(undefined, { signDisplay: 'exceptZero', useGrouping: false }),
    [],
  );
  const write = useCallback(
    (value: number) => (isDifference ? signed.format(value) : String(value)),
    [isDifference, signed],
  );
  const describeCell = useCallback(
    (row: number, column: number, value: number) => {
      const words = { truth: className(row), predicted: className(column), images: write(value) };
      return isDifference
        ? t('confusion.cellDifference', words)
        : t('confusion.cell', { ...words, share: format.percent(value / Math.max(1, rowTotals[row] ?? 0)) });
    },
    [className, write, isDifference, t, format, rowTotals],
  );
  const nameOf = { after: pair.nameA, before: pair.nameBefore };
  const isPicked = picked !== null && picked.of === shown;
  return (
    <section>
      <ConfusionMatrix
        values={values}
        rowTotals={rowTotals}
        names={names}
        kind={isDifference ? 'difference' : 'counts'}
        title={
          <div className={classes.matrixHead}>
            <b>{t('confusion.heading')}</b>
            {!alone && (
              <SegmentedControl
                size="xs"
                aria-label={t('confusion.shown')}
                value={shown}
                onChange={(value) => setChosen(value as MatrixOf)}
                data={[
                  { value: 'difference', label: t('confusion.difference') },
                  { value: 'before', label: pair.nameBefore },
                  { value: 'after', label: pair.nameA },
                ]}
              />
            )}
          </div>
        }
        label={
          isDifference
            ? t('confusion.labelDifference', nameOf)
            : t('confusion.labelCounts', { name: nameOf[shown] })
        }
        rowTitle={t('confusion.truth')}
        columnTitle={t('confusion.predicted')}
        picked={isPicked ? [picked.truth, picked.predicted] : null}
        onPick={(truth, predicted) =>
          onPick(
            isPicked && picked.truth === truth && picked.predicted === predicted
              ? null
              : { of: shown, truth, predicted },
          )
        }
        describeCell={describeCell}
        format={write}
      />
      <p className={shared.note}>
        {t(isDifference ? 'confusion.legendDifference' : 'confusion.legendCounts')}
      </p>
    </section>
  );
}

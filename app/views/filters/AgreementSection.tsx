import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CriterionId, SnapshotView } from '../../../src/index.ts';
import classes from '../views.module.css';
import { AgreementMatrix } from './AgreementMatrix.tsx';
import { CriterionSelect } from './CriterionSelect.tsx';
import type { FilterCriterion } from './filterCriteria.ts';
import own from './filters.module.css';
import { useFiltersOptions } from './filtersOptions.ts';
import type { LayerChannels } from './layerChannels.ts';
import { MeasureRow } from './MeasureRow.tsx';
import { PairFigures } from './PairFigures.tsx';
import { RankScatter } from './RankScatter.tsx';
import { compareRanks } from './ranks.ts';
import { useLayerRanks } from './useAgreement.ts';
import type { Choice } from './useChoice.ts';

interface AgreementSectionProps {
  readonly snapshot: SnapshotView;
  readonly layer: string;
  readonly isDense: boolean;
  readonly channels: LayerChannels;
  readonly choice: Choice;
  readonly criteria: readonly FilterCriterion[];
  /** The criterion on the x axis: the one that sorts. */
  readonly first: CriterionId;
}

/** Whether two criteria would cut the same filters: their ranks against each other, and all pairs as a matrix. */
export function AgreementSection(props: AgreementSectionProps) {
  const { snapshot, layer, isDense, channels, choice, criteria, first } = props;
  const { t } = useTranslation(['filters', 'forms']);
  const wanted = useFiltersOptions((options) => options.comparedWith);
  const set = useFiltersOptions((options) => options.set);
  const possible = criteria.filter(({ problem }) => !problem).map(({ id }) => id);
  const second = possible.includes(wanted) ? wanted : (possible.find((id) => id !== first) ?? 'l2');
  const x = useLayerRanks(snapshot.id, layer, first);
  const y = useLayerRanks(snapshot.id, layer, second);
  const pair = useMemo(() => (x.data && y.data ? compareRanks(x.data, y.data) : undefined), [x.data, y.data]);
  const nameOf = (id: CriterionId) => t(`criteria.${id}.name`, { ns: 'forms' });
  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>{t('agreement', { layer })}</h2>
      <p className={classes.explain}>{t('agreementExplain')}</p>
      <div className={own.pair}>
        <div className={own.plot}>
          {pair && x.data ? (
            <RankScatter
              layer={layer}
              isDense={isDense}
              channels={channels}
              choice={choice}
              pair={pair}
              kept={x.data.kept}
              xName={nameOf(first)}
              yName={nameOf(second)}
            />
          ) : (
            <p className={classes.note}>{x.running || y.running ? '' : t('pairWaits')}</p>
          )}
        </div>
        <div className={own.pairFields}>
          <PairFigures pair={pair} />
          <CriterionSelect
            label={t('compareX')}
            criteria={criteria}
            value={first}
            onChange={(sortedBy) => set({ sortedBy })}
          />
          <MeasureRow asked={x} name={nameOf(first)} />
          <div>
            <CriterionSelect
              label={t('compareY')}
              criteria={criteria}
              value={second}
              onChange={(comparedWith) => set({ comparedWith })}
            />
            {second !== first && <MeasureRow asked={y} name={nameOf(second)} />}
          </div>
        </div>
      </div>
      <AgreementMatrix
        snapshot={snapshot}
        layer={layer}
        first={first}
        second={second}
        onChoose={(sortedBy, comparedWith) => set({ sortedBy, comparedWith })}
      />
    </section>
  );
}

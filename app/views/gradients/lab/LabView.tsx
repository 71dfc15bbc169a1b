import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useLab } from '../../../store/labContext.ts';
import { findNode, nameOf } from '../../../store/treeNodes.ts';
import { Failure } from '../../ViewState.tsx';
import shared from '../../views.module.css';
import { LabCharts } from './LabCharts.tsx';
import { LabControls } from './LabControls.tsx';
import { LabForm } from './LabForm.tsx';
import { LabNotes, LabWords } from './LabNotes.tsx';
import { LabTable } from './LabTable.tsx';
import { LabVerdict } from './LabVerdict.tsx';
import classes from './lab.module.css';
import { useExchangeLab } from './labStore.ts';
import { MakeStep } from './MakeStep.tsx';
import { MomentHistogram } from './MomentHistogram.tsx';
import { SentChart } from './SentChart.tsx';
import { useEntries } from './useEntries.ts';
import { useSource } from './useSource.ts';

/** The distributed lab: rules by which simulated workers exchange gradients, compared on one axis of time. */
export function LabView() {
  const { t } = useTranslation('gradientLab');
  const source = useSource();
  const network = useLab((state) => nameOf(findNode(state.nodes, state.selectedId)!));
  const { entries, chosen } = useEntries();
  const failed = entries.find(({ error }) => error && error.code !== 'not-a-number')?.error;
  const retry = useExchangeLab((state) => state.clear);
  return (
    <div className={shared.section}>
      <p className={shared.explain}>{t('explain')}</p>
      <LabForm network={network} />
      {source && <LabControls source={source} entries={entries} />}
      {failed && <Failure error={failed} onRetry={retry} />}
      {chosen ? <LabResult /> : <div className={classes.empty}>{t('empty')}</div>}
      <LabWords />
      <LabNotes />
    </div>
  );
}

function LabResult() {
  const { t } = useTranslation('gradientLab');
  const format = useFormat();
  const { entries, chosen } = useEntries();
  const source = useExchangeLab((state) => state.source);
  // Forms and table first; the charts are drawn in between.
  const drawn = useDeferredValue(entries);
  if (!chosen || !source) return null;
  const { steps = 1, batchSize, learningRate, optimizer, gradients } = chosen.step;
  const moments = chosen.trial?.exchange.gradients ?? [];
  return (
    <div className={shared.section}>
      <LabVerdict entries={entries} />
      <LabTable entries={entries} chosen={chosen.key} />
      <p className={shared.note}>
        {t('shown', {
          start: t(source.fresh ? 'start.fresh' : 'start.own'),
          name: source.name,
          workers: format.count(gradients.workers),
          batch: format.count(batchSize),
          rate: format.number(learningRate),
          momentum: format.number(optimizer.kind === 'momentum' ? optimizer.momentum : 0),
          seed: source.seed,
          backend: source.backend,
        })}
      </p>
      <MakeStep entry={chosen} fresh={source.fresh} />
      <div className={classes.charts}>
        <LabCharts entries={drawn} chosen={chosen.key} steps={steps} />
        {chosen.trial && <SentChart entry={chosen} steps={steps} />}
        {moments.length > 0 && <MomentHistogram key={chosen.key} entry={chosen} moments={moments} />}
      </div>
    </div>
  );
}

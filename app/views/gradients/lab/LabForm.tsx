import { NumberInput, SegmentedControl, Slider } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_EXCHANGE_STEPS } from '../../../../src/index.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { PositiveInput } from '../../../ui/PositiveInput.tsx';
import shared from '../../views.module.css';
import { DgcSwitches } from './DgcSwitches.tsx';
import classes from './lab.module.css';
import { findProblem, MOST_WORKERS, nearestBatches } from './labSettings.ts';
import { useExchangeLab } from './labStore.ts';
import { RulePicker } from './RulePicker.tsx';
import { hasSparsity } from './rules.ts';
import { SPARSITY_MARKS, toPosition, toSparsity } from './sparsityScale.ts';

/** Percent as short as it can be said: 99, 93.75, 98.4. */
function shortPercent(sparsity: number): string {
  return `${Number((100 * sparsity).toFixed(sparsity === 0.9375 ? 2 : 1))}`;
}

const MARKS = SPARSITY_MARKS.map((sparsity) => ({
  value: 100 * toPosition(sparsity),
  // The marks beside 99 leave no room for its name on a narrow screen.
  label:
    sparsity === 0.984375 ? (
      <span className={classes.crowded}>{shortPercent(sparsity)}</span>
    ) : (
      shortPercent(sparsity)
    ),
}));

/** What to compare: the network, the workers and their training, the sparsity, the rules. */
export const LabForm = memo(function LabForm({ network }: { readonly network: string }) {
  const { t } = useTranslation('gradientLab');
  const format = useFormat();
  const settings = useExchangeLab((state) => state.settings);
  const change = useExchangeLab((state) => state.change);
  const { fresh, workers, batchSize, steps, learningRate, momentum, sparsity } = settings;
  const problem = findProblem(settings);
  const share = format.percent(sparsity, 2);
  return (
    <div className={classes.form}>
      <div className={classes.fields}>
        <div>
          <div className={classes.label}>{t('start.label')}</div>
          <SegmentedControl
            size="sm"
            aria-label={t('start.label')}
            value={fresh ? 'fresh' : 'own'}
            data={(['fresh', 'own'] as const).map((value) => ({ value, label: t(`start.${value}`) }))}
            onChange={(value) => change({ fresh: value === 'fresh' })}
          />
          <div className={classes.small}>{t('start.network', { name: network })}</div>
        </div>
        <NumberInput
          label={t('workers')}
          min={1}
          max={MOST_WORKERS}
          allowDecimal={false}
          value={workers}
          onChange={(next) => typeof next === 'number' && next >= 1 && change({ workers: next })}
        />
        <div>
          <PositiveInput
            label={t('batchSize')}
            value={batchSize}
            max={1024}
            step={workers}
            onChange={(value) => change({ batchSize: value })}
          />
          <div className={classes.small}>
            {problem !== 'batch' && t('perWorker', { amount: format.count(batchSize / workers) })}
          </div>
        </div>
        <PositiveInput
          label={t('steps')}
          value={steps}
          max={MOST_EXCHANGE_STEPS}
          step={50}
          onChange={(value) => change({ steps: value })}
        />
        <PositiveInput
          label={t('learningRate')}
          value={learningRate}
          max={10}
          step={0.01}
          decimals={5}
          onChange={(value) => change({ learningRate: value })}
        />
        <NumberInput
          label={t('momentum')}
          min={0}
          max={0.999}
          step={0.1}
          value={momentum}
          onChange={(next) => typeof next === 'number' && next < 1 && change({ momentum: next })}
        />
      </div>
      {fresh && <p className={shared.note}>{t('freshHint')}</p>}
      <div>
        <div className={classes.sparsityHead}>
          <b>{t('sparsity')}</b> <span>{t('sparsityText', { share })}</span>{' '}
          <span className={classes.small}>
            {t('sparsityHint', {
              rules: (['proportion', 'threshold', 'dgc'] as const)
                .filter(hasSparsity)
                .map((rule) => t(`rules.${rule}`))
                .join(', '),
            })}
          </span>
        </div>
        <Slider
          className={classes.sparsity!}
          min={0}
          max={100}
          step={0.5}
          marks={MARKS}
          value={100 * toPosition(sparsity)}
          label={null}
          thumbLabel={t('sparsity')}
          thumbProps={{ 'aria-valuetext': share }}
          onChange={(place) => change({ sparsity: toSparsity(place / 100) })}
        />
      </div>
      <RulePicker />
      <DgcSwitches />
      <p className={classes.problem} role="alert">
        {problem === 'batch' &&
          t('batchProblem', {
            batch: format.count(batchSize),
            workers: format.count(workers),
            sizes: nearestBatches(batchSize, workers).map(format.count).join(', '),
          })}
        {problem === 'rules' && t('rulesProblem')}
      </p>
    </div>
  );
});

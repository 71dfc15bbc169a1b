import { Switch, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useClient, useLab } from '../../store/labContext.ts';
import { useSnapshotA } from '../useSnapshots.ts';
import { Failure } from '../ViewState.tsx';
import classes from '../views.module.css';
import { AllocateSection } from './AllocateSection.tsx';
import { listMeasuredLayers, settle } from './choices.ts';
import { MeasureControls } from './MeasureControls.tsx';
import { SensitivityChart } from './SensitivityChart.tsx';
import { runKey, sensitivityStore } from './sensitivityStore.ts';

/** Accuracy against sparsity, layer by layer, measured while one looks on; grips and a budget turn the curves into a step. */
export function SensitivityView() {
  const { t } = useTranslation(['sensitivity', 'forms']);
  const client = useClient();
  const snapshot = useSnapshotA();
  const recipeSeed = useLab((state) => state.header.seed);
  const {
    settings: chosen,
    setSettings,
    smooth,
    setSmooth,
    runs,
    measure,
    cancel,
  } = useStore(sensitivityStore);
  const spec = snapshot?.spec;
  const settings = useMemo(() => (spec ? settle(chosen, spec) : chosen), [chosen, spec]);
  const layers = useMemo(() => (spec ? listMeasuredLayers(spec, settings) : []), [spec, settings]);
  if (!snapshot) return null;
  const { id } = snapshot;
  const run = runs[runKey(id, settings)];
  const start = () => void measure(client, id, settings, recipeSeed);
  const points = Object.values(run?.curves ?? {}).reduce((sum, curve) => sum + curve.length, 0);
  return (
    <div className={classes.view}>
      <p className={classes.explain}>{t('explain')}</p>
      <MeasureControls
        snapshot={snapshot}
        settings={settings}
        run={run}
        points={points}
        onChange={setSettings}
        onStart={start}
        onCancel={() => cancel(id, settings)}
      />
      {run?.error && <Failure error={run.error} onRetry={start} />}
      {run && (points > 0 || run.state === 'running') ? (
        <>
          <SensitivityChart
            snapshot={snapshot}
            settings={settings}
            layers={layers}
            run={run}
            smooth={smooth}
          />
          <div className={classes.controls}>
            <Switch
              size="xs"
              label={t('smooth')}
              checked={smooth}
              onChange={({ currentTarget }) => setSmooth(currentTarget.checked)}
            />
            <Text size="sm" c="dimmed">
              {settings.granularity === 'nm'
                ? t('prune.problems.patternScope', { ns: 'forms' })
                : t('dragHint')}
            </Text>
          </div>
          {settings.granularity !== 'nm' && points > 0 && (
            <AllocateSection snapshot={snapshot} settings={settings} layers={layers} curves={run.curves} />
          )}
        </>
      ) : (
        !run?.error && (
          <Text c="dimmed" mih={430} pt="lg">
            {t('empty')}
          </Text>
        )
      )}
    </div>
  );
}

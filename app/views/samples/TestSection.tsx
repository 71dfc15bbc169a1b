import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { Failure } from '../ViewState.tsx';
import classes from '../views.module.css';
import { BehaviourReport } from './BehaviourReport.tsx';
import { Running } from './Running.tsx';
import { SampleDetail } from './SampleDetail.tsx';
import { useBehaviour } from './useBehaviour.ts';
import type { Pair } from './usePair.ts';

/** Both snapshots on the test images: at first on some, on all where asked for. */
export function TestSection({ pair }: { readonly pair: Pair }) {
  const { t } = useTranslation('samples');
  const format = useFormat();
  const backend = useLab((state) => state.backend?.name);
  const behaviour = useBehaviour(pair.a.id, pair.before.id);
  const { report, stale, error, running, total } = behaviour;
  return (
    <>
      <div className={classes.controls}>
        {running ? (
          <Running behaviour={behaviour} />
        ) : report ? (
          <>
            <Text size="sm" c="dimmed">
              {t('measuredOn', {
                images: format.count(report.images),
                total: format.count(total),
                backend: backend ?? '',
              })}
            </Text>
            {report.images < total && (
              <Button size="compact-sm" variant="default" onClick={behaviour.measureAll}>
                {t('measureAll', { total: format.count(total) })}
              </Button>
            )}
          </>
        ) : (
          !error && (
            <>
              <Button size="compact-sm" onClick={behaviour.measureFirst}>
                {t('measure')}
              </Button>
              <Text size="sm" c="dimmed">
                {t('stopped')}
              </Text>
            </>
          )
        )}
      </div>
      {error && <Failure error={error} onRetry={behaviour.retry} />}
      {report ? (
        <div className={stale ? classes.stale : undefined}>
          <BehaviourReport report={report} pair={pair} />
        </div>
      ) : (
        <SampleDetail pair={pair} />
      )}
    </>
  );
}

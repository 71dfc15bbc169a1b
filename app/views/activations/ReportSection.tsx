import { Button, Progress as ProgressBar, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isWeightedNode, type SnapshotView } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { useLayer } from '../useSnapshots.ts';
import { Failure } from '../ViewState.tsx';
import shared from '../views.module.css';
import { ChannelTable } from './ChannelTable.tsx';
import { LayerSummary } from './LayerSummary.tsx';
import classes from './report.module.css';
import { type ActivationReportQuery, REPORT_IMAGES, useActivationReport } from './useActivationReport.ts';
import { Wakers } from './Wakers.tsx';

/** What every layer and channel puts out over many images, and which images wake the chosen channel. */
export function ReportSection({ snapshot }: { readonly snapshot: SnapshotView }) {
  const { t } = useTranslation('activations');
  const layer = useLayer();
  const query = useActivationReport(snapshot.id);
  const { report, stale, error } = query;
  const found = report?.layers.find((entry) => entry.layer === layer);
  return (
    <section className={shared.section}>
      <h2 className={shared.heading}>{t('report.heading')}</h2>
      <p className={shared.explain}>{t('report.explain')}</p>
      <Controls query={query} />
      {error && <Failure error={error} onRetry={query.retry} />}
      {!report && query.running && <div style={{ height: estimateHeight(snapshot) }} />}
      {report && report.layers.length === 0 && <Text c="dimmed">{t('report.none')}</Text>}
      {report && report.layers.length > 0 && (
        <div className={stale ? `${classes.report} ${shared.stale}` : classes.report}>
          <LayerSummary report={report} />
          {found ? (
            <div className={classes.channelsAndWakers}>
              <ChannelTable key={found.layer} activity={found} />
              <Wakers activity={found} images={report.images} />
            </div>
          ) : (
            <Text c="dimmed">{t('channels.none', { layer: layer ?? '' })}</Text>
          )}
        </div>
      )}
    </section>
  );
}

/** Room for the tables while they are on their way, so that what stands below does not jump from under the hand. */
function estimateHeight({ spec }: SnapshotView): number {
  return 420 + 27 * (spec.nodes.filter(isWeightedNode).length - 1);
}

function Controls({ query }: { readonly query: ActivationReportQuery }) {
  const { t } = useTranslation(['activations', 'views']);
  const format = useFormat();
  const backend = useLab((state) => state.backend?.name);
  const { running, report, progress, error } = query;
  if (running) {
    return (
      <div className={shared.controls}>
        <ProgressBar
          w={140}
          value={progress ? (100 * progress.done) / Math.max(1, progress.total) : 0}
          aria-label={t('state.loading', { ns: 'views' })}
        />
        <Text size="sm" c="dimmed" role="status">
          {t('report.measuring', { images: format.count(REPORT_IMAGES) })}
          {progress?.remainingMs !== undefined &&
            ` ${t('state.timeLeft', { ns: 'views', time: format.duration(progress.remainingMs) })}`}
        </Text>
        <Button size="compact-sm" variant="default" onClick={query.cancel}>
          {t('state.cancel', { ns: 'views' })}
        </Button>
      </div>
    );
  }
  if (error) return null;
  return (
    <div className={shared.controls}>
      {!report && (
        <Button size="compact-sm" onClick={query.start}>
          {t('report.measure')}
        </Button>
      )}
      <Text size="sm" c="dimmed">
        {report
          ? t('report.measured', { images: format.count(report.images), backend: backend ?? '' })
          : t('report.stopped')}
      </Text>
    </div>
  );
}

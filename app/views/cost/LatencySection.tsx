import { useTranslation } from 'react-i18next';
import type { SnapshotView } from '../../../src/index.ts';
import { Empty } from './Chapter.tsx';
import { LatencyChart } from './LatencyChart.tsx';
import { MeasureControls } from './MeasureControls.tsx';
import { LATENCY_OPTIONS } from './measurementQuery.ts';
import { useMeasurement } from './useMeasurement.ts';

const HEIGHT_PX = 232;

/** Times of a forward pass, measured on a click and kept with the snapshot and the backend. */
export function LatencySection({ snapshot }: { readonly snapshot: SnapshotView }) {
  const { t } = useTranslation('cost');
  const measured = useMeasurement(snapshot, 'latency', LATENCY_OPTIONS);
  return (
    <>
      <MeasureControls measurement={measured} name={t('latencyTitle')} />
      {measured.data ? (
        <div style={{ minHeight: HEIGHT_PX }}>
          <LatencyChart report={measured.data} isMasked={snapshot.summary.cost.totals.sparsity > 0} />
        </div>
      ) : (
        <Empty height={HEIGHT_PX}>
          <p>{t('latencyEmpty')}</p>
        </Empty>
      )}
    </>
  );
}

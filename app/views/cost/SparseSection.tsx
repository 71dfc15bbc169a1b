import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SnapshotView } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { useLayer } from '../useSnapshots.ts';
import classes from '../views.module.css';
import { Empty } from './Chapter.tsx';
import { MeasureControls } from './MeasureControls.tsx';
import { SparseChart } from './SparseChart.tsx';
import { SparseTable } from './SparseTable.tsx';
import { useMeasurement } from './useMeasurement.ts';

const BATCHES = ['1', '64'] as const;
const RUNS = 20;
const CHART_PX = 445;
const ROW_PX = 31;

/** From which sparsity sparse arithmetic pays, layer by layer, measured here. */
export function SparseSection({ snapshot }: { readonly snapshot: SnapshotView }) {
  const { t } = useTranslation('cost');
  const format = useFormat();
  const layer = useLayer();
  const backend = useLab((state) => state.backend?.name);
  const [batch, setBatch] = useState<string>(BATCHES[0]);
  const measured = useMeasurement(snapshot, 'sparseSpeed', { batchSize: Number(batch), runs: RUNS });
  const height = CHART_PX + ROW_PX * (snapshot.summary.cost.layers.length + 1);
  if (backend !== undefined && backend !== 'wasm') {
    return (
      <Empty height={120}>
        <p>{t('sparse.wasmOnly', { backend })}</p>
      </Empty>
    );
  }
  const { data } = measured;
  const shown = data?.layers.find((entry) => entry.layer === layer) ?? data?.layers[0];
  return (
    <>
      <MeasureControls measurement={measured} name={t('sparse.name')}>
        <SegmentedControl
          size="xs"
          aria-label={t('sparse.batch')}
          value={batch}
          onChange={setBatch}
          data={BATCHES.map((value) => ({
            value,
            label: t(value === '1' ? 'sparse.oneImage' : 'sparse.manyImages', { images: value }),
          }))}
        />
      </MeasureControls>
      {data && shown ? (
        <div style={{ minHeight: height }}>
          <SparseChart speed={shown} />
          <SparseTable report={data} />
          <p className={classes.note}>
            {t('sparse.measuredNote', {
              batch: format.count(data.batchSize),
              runs: format.count(data.runs),
              backend: data.backend,
              threads: format.count(data.threads),
            })}
          </p>
        </div>
      ) : (
        <Empty height={height}>
          <p>{t(data ? 'sparse.noLayers' : 'sparse.empty')}</p>
        </Empty>
      )}
    </>
  );
}

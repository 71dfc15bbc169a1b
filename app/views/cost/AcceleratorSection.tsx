import { SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SnapshotView } from '../../../src/index.ts';
import { useLab } from '../../store/labContext.ts';
import { useLayer } from '../useSnapshots.ts';
import { AcceleratorResult } from './AcceleratorResult.tsx';
import { Empty } from './Chapter.tsx';
import classes from './cost.module.css';
import { MeasureControls } from './MeasureControls.tsx';
import { useMeasurement } from './useMeasurement.ts';

const PE_COUNTS = [4, 8, 16, 32, 64] as const;
const QUEUE_DEPTHS = [1, 2, 4, 8, 16, 32] as const;
const IMAGES = 4;

/** The dense layers on a simulated accelerator for sparse networks, with as many PEs and as long queues as one likes. */
export function AcceleratorSection({ snapshot }: { readonly snapshot: SnapshotView }) {
  const { t } = useTranslation('cost');
  const layer = useLayer();
  const selectLayer = useLab((state) => state.selectLayer);
  const [peCount, setPeCount] = useState('16');
  const [queueDepth, setQueueDepth] = useState('8');
  const measured = useMeasurement(snapshot, 'accelerator', {
    accelerator: { peCount: Number(peCount), queueDepth: Number(queueDepth) },
    images: IMAGES,
  });
  const { data } = measured;
  const shown = data?.layers.find((entry) => entry.layer === layer) ?? data?.layers[0];
  const toOptions = (values: readonly number[]) => values.map(String);
  return (
    <>
      <MeasureControls measurement={measured} name={t('accelerator.name')}>
        <span className={classes.choice}>
          <Text size="sm" title={t('accelerator.peHint')}>
            {t('accelerator.pes')}
          </Text>
          <SegmentedControl
            size="xs"
            aria-label={t('accelerator.pes')}
            value={peCount}
            onChange={setPeCount}
            data={toOptions(PE_COUNTS)}
          />
        </span>
        <span className={classes.choice}>
          <Text size="sm" title={t('accelerator.queueHint')}>
            {t('accelerator.queue')}
          </Text>
          <SegmentedControl
            size="xs"
            aria-label={t('accelerator.queue')}
            value={queueDepth}
            onChange={setQueueDepth}
            data={toOptions(QUEUE_DEPTHS)}
          />
        </span>
      </MeasureControls>
      {data && shown ? (
        <div className={classes.hardware}>
          <SegmentedControl
            size="xs"
            style={{ justifySelf: 'start' }}
            aria-label={t('layer')}
            value={shown.layer}
            onChange={selectLayer}
            data={data.layers.map((entry) => entry.layer)}
          />
          <AcceleratorResult report={data} layer={shown} />
        </div>
      ) : (
        <Empty {...(data ? { height: 120 } : { className: classes.hardware })}>
          <p>{t(data ? 'accelerator.noDense' : 'accelerator.empty', { images: IMAGES })}</p>
        </Empty>
      )}
    </>
  );
}

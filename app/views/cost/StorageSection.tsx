import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeasuredStorage, SnapshotView } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { Figures } from '../Figures.tsx';
import { useLayer } from '../useSnapshots.ts';
import classes from '../views.module.css';
import { listCounted, listStored } from './listStored.ts';
import { MeasureControls } from './MeasureControls.tsx';
import { StorageChart } from './StorageChart.tsx';
import { useMeasurement } from './useMeasurement.ts';

interface StorageSectionProps {
  readonly a: SnapshotView;
  readonly b: SnapshotView | undefined;
}

/** Bytes in every storage format: three by count at once, all of them by encoding on a click. */
export function StorageSection({ a, b }: StorageSectionProps) {
  const { t } = useTranslation('cost');
  const layer = useLayer();
  const [ofLayer, setOfLayer] = useState(false);
  const measured = useMeasurement(a, 'storage');
  const measuredB = useMeasurement(b, 'storage');
  const chosen = ofLayer ? (layer ?? null) : null;
  const list = (snapshot: SnapshotView, report: MeasuredStorage | undefined) => {
    const { layers, totals } = snapshot.summary.cost;
    if (report) return listStored(report, chosen);
    const cost = chosen === null ? totals : (layers.find(({ name }) => name === chosen) ?? totals);
    return listCounted(cost.bytes);
  };
  return (
    <>
      <MeasureControls measurement={measured} name={t('storage.name')}>
        <SegmentedControl
          size="xs"
          aria-label={t('storage.of')}
          value={ofLayer ? 'layer' : 'net'}
          onChange={(value) => setOfLayer(value === 'layer')}
          data={[
            { value: 'net', label: t('storage.net') },
            { value: 'layer', label: t('storage.layer', { layer: layer ?? '' }) },
          ]}
        />
      </MeasureControls>
      <StorageChart
        a={list(a, measured.data)}
        b={b && list(b, measuredB.data)}
        of={chosen ?? t('storage.net')}
      />
      <SharedFigures a={a} report={measured.data} />
      <p className={classes.note} style={{ minHeight: '3em' }}>
        {measured.data === undefined ? t('storage.counted') : t('storage.encoded', { ...measured.data.bits })}
        {b && measured.data && !measuredB.data && ` ${t('storage.onlyA')}`}
      </p>
    </>
  );
}

/** What sharing weights costs in accuracy and what Huffman coding saves; its room is kept while nothing is known. */
function SharedFigures({
  a,
  report,
}: {
  readonly a: SnapshotView;
  readonly report: MeasuredStorage | undefined;
}) {
  const { t } = useTranslation('cost');
  const format = useFormat();
  const { accuracy, images } = a.summary.accuracy;
  const shared = report?.sharedAccuracy;
  const huffman = report?.totals.huffman;
  const bits = (stream: 'weights' | 'gaps') => ({
    label: t(`storage.${stream}Bits`),
    value: huffman ? t('storage.bits', { bits: format.number(huffman[stream].mean) }) : '–',
    note: huffman
      ? t('storage.bitsNote', {
          fixed: format.number(huffman[stream].fixed),
          entropy: format.number(huffman[stream].entropy),
        })
      : '',
  });
  return (
    <Figures
      figures={[
        {
          label: t('storage.sharedAccuracy'),
          value: shared ? format.percent(shared.accuracy, 2) : '–',
          note: shared
            ? t('storage.sharedNote', {
                before: format.percent(accuracy, 2),
                images: format.count(shared.images),
                beforeImages: format.count(images),
              })
            : '',
        },
        bits('weights'),
        bits('gaps'),
      ]}
    />
  );
}

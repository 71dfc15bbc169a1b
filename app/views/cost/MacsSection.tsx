import { SegmentedControl } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivationMacs, SnapshotView } from '../../../src/index.ts';
import { computeSegmentHeight } from '../../charts/segmentBars/layout.ts';
import { SegmentBars } from '../../charts/segmentBars/SegmentBars.tsx';
import { SegmentLegend } from '../../charts/segmentBars/SegmentLegend.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { useLayer } from '../useSnapshots.ts';
import classes from '../views.module.css';
import { Empty } from './Chapter.tsx';
import { listMacs, TOTAL } from './listMacs.ts';
import { MeasureControls } from './MeasureControls.tsx';
import { useMeasurement } from './useMeasurement.ts';

const IMAGES = 1000;
const FRAME_PX = 110;

/** Multiply-accumulates three ways: all, those whose weight is kept, and of these those whose input is not 0. */
export function MacsSection({ snapshot }: { readonly snapshot: SnapshotView }) {
  const { t } = useTranslation('cost');
  const format = useFormat();
  const measured = useMeasurement(snapshot, 'activations', { images: IMAGES });
  const [inShares, setInShares] = useState(false);
  const height = FRAME_PX + computeSegmentHeight(snapshot.summary.cost.layers.length + 1, 1);
  return (
    <>
      <MeasureControls measurement={measured} name={t('macs3.name')}>
        <SegmentedControl
          size="xs"
          aria-label={t('macs3.scale')}
          value={inShares ? 'share' : 'count'}
          onChange={(value) => setInShares(value === 'share')}
          data={[
            { value: 'count', label: t('macs3.counts') },
            { value: 'share', label: t('macs3.shares') },
          ]}
        />
      </MeasureControls>
      {measured.data ? (
        <div style={{ minHeight: height }}>
          <MacsChart macs={measured.data.macs} inShares={inShares} />
          <p className={classes.note}>{t('macs3.note', { images: format.count(measured.data.images) })}</p>
        </div>
      ) : (
        <Empty height={height}>
          <p>{t('macs3.empty', { images: format.count(IMAGES) })}</p>
        </Empty>
      )}
    </>
  );
}

function MacsChart({ macs, inShares }: { readonly macs: ActivationMacs; readonly inShares: boolean }) {
  const { t } = useTranslation('cost');
  const format = useFormat();
  const layer = useLayer();
  const selectLayer = useLab((state) => state.selectLayer);
  const rows = useMemo(() => listMacs(macs), [macs]);
  const nameOf = useCallback((name: string) => (name === TOTAL ? t('total', { snapshot: '' }) : name), [t]);
  const groups = useMemo(
    () =>
      rows.map((row) => {
        const scale = inShares ? 1 / row.macs : 1;
        return {
          id: row.layer,
          name: nameOf(row.layer).trim(),
          bars: [
            {
              name: '',
              segments: [
                { value: row.effective * scale, look: 'solid' },
                { value: (row.sparse - row.effective) * scale, look: 'soft' },
                { value: (row.macs - row.sparse) * scale, look: 'hatch' },
              ] as const,
              mark: row.han * scale,
              text: `${format.compact(row.effective)} · ${format.percent(row.effective / row.macs)}`,
            },
          ],
        };
      }),
    [rows, inShares, nameOf, format],
  );
  const formatAxis = useCallback(
    (value: number) => (inShares ? format.percent(value, 0) : format.compact(value)),
    [inShares, format],
  );
  const describeBar = useCallback(
    (group: string) => {
      const row = rows.find((entry) => entry.layer === group);
      if (!row) return '';
      const share = (value: number) => `${format.count(value)} (${format.percent(value / row.macs)})`;
      return [
        nameOf(group),
        t('macs3.denseLine', { macs: format.count(row.macs) }),
        t('macs3.sparseLine', { macs: share(row.sparse) }),
        t('macs3.bothLine', { macs: share(row.effective) }),
        t('macs3.hanLine', { macs: share(row.han) }),
        row.inputDensity !== null && t('macs3.inputs', { share: format.percent(row.inputDensity) }),
      ]
        .filter(Boolean)
        .join('\n');
    },
    [rows, nameOf, t, format],
  );
  const table = useCallback(
    () => ({
      columns: [
        t('layer'),
        t('macs3.dense'),
        t('macs3.sparse'),
        t('macs3.both'),
        t('macs3.han'),
        t('macs3.inputColumn'),
      ],
      rows: rows.map((row) => [
        nameOf(row.layer),
        format.count(row.macs),
        format.count(row.sparse),
        format.count(row.effective),
        format.percent(row.han / row.macs),
        row.inputDensity === null ? '–' : format.percent(row.inputDensity),
      ]),
    }),
    [rows, nameOf, t, format],
  );
  const total = rows.at(-1)!;
  return (
    <SegmentBars
      groups={groups}
      selected={layer}
      onSelect={(group) => group !== TOTAL && selectLayer(group)}
      title={
        <>
          <b>{t('macs3.title')}</b>
          <SegmentLegend
            items={[
              { look: 'solid', text: t('macs3.both') },
              { look: 'soft', text: t('macs3.sparedByActivations') },
              { look: 'hatch', text: t('macs3.sparedByMasks') },
              { look: 'mark', text: t('macs3.han') },
            ]}
          />
        </>
      }
      label={t('macs3.chart', {
        dense: format.compact(total.macs),
        sparse: format.compact(total.sparse),
        both: format.compact(total.effective),
      })}
      describeBar={describeBar}
      table={table}
      format={formatAxis}
    />
  );
}

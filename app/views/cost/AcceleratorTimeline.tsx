import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AcceleratorReport, LayerAcceleration } from '../../../src/index.ts';
import { momentAt, type TimelineMoment } from '../../charts/timeline/layout.ts';
import { TimelineChart } from '../../charts/timeline/TimelineChart.tsx';
import { useFormat } from '../../i18n/useFormat.ts';

interface AcceleratorTimelineProps {
  readonly report: AcceleratorReport;
  readonly layer: LayerAcceleration;
}

/** How the PEs and their queues ran through the first image. */
export function AcceleratorTimeline({ report, layer }: AcceleratorTimelineProps) {
  const { t } = useTranslation('cost');
  const format = useFormat();
  const { timeline } = layer;
  const cycles = layer.imageCycles[0] ?? 0;
  const data = useMemo(
    () => ({
      unitsPerBin: timeline.cyclesPerBin,
      rows: timeline.peBusyShare,
      queue: timeline.queueLength,
      stall: timeline.stallShare,
    }),
    [timeline],
  );
  const words = useMemo(
    () => ({
      rows: t('accelerator.rows'),
      queue: t('accelerator.queueStrip', { most: format.number(Math.max(0, ...timeline.queueLength), 2) }),
      stall: t('accelerator.stallStrip'),
      now: t('accelerator.now'),
      first: t('accelerator.firstCycle'),
      last: t('accelerator.lastCycle', { cycles: format.count(cycles) }),
      play: t('accelerator.play'),
      pause: t('accelerator.pause'),
      moment: t('accelerator.moment'),
    }),
    [t, format, timeline, cycles],
  );
  const describeMoment = useCallback(
    (moment: TimelineMoment) =>
      t('accelerator.momentText', {
        cycle: format.count(moment.time),
        busy: format.percent(moment.busy, 0),
        queue: format.number(moment.queue, 2),
        stall: format.percent(moment.stall, 0),
      }),
    [t, format],
  );
  const table = useCallback(
    () => ({
      columns: [
        t('accelerator.cycleColumn'),
        t('accelerator.busyColumn'),
        t('accelerator.queueColumn'),
        t('accelerator.stalls'),
      ],
      rows: data.queue.map((_, bin) => {
        const { time, busy, queue, stall } = momentAt(data, bin);
        return [format.count(time), format.percent(busy), format.number(queue), format.percent(stall)];
      }),
    }),
    [data, t, format],
  );
  if (data.queue.length === 0) return <p>{t('accelerator.nothing')}</p>;
  return (
    <TimelineChart
      data={data}
      title={<b>{t('accelerator.timelineTitle', { layer: layer.layer })}</b>}
      label={t('accelerator.timelineLabel', {
        layer: layer.layer,
        pes: format.count(report.peCount),
        cycles: format.count(cycles),
        balance: format.percent(layer.loadBalance),
      })}
      words={words}
      describeMoment={describeMoment}
      table={table}
    />
  );
}

import { Loader, Text } from '@mantine/core';
import { IconArrowNarrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PreviewResult, PruneStep } from '../../src/index.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { PREVIEW_IMAGES } from '../store/draftSlice.ts';
import { useLab } from '../store/labContext.ts';
import { useLasting } from '../ui/useLasting.ts';
import classes from './PreviewBlock.module.css';
import { looksAtImages } from './prune/pruneProblems.ts';
import { useSelectedNode } from './usePanel.ts';

/** How long a measurement goes on before what it is doing takes the place of what stood there. */
const SLOW_MS = 500;

/** True for a step whose rounds the preview leaves out. */
function isInRounds({ schedule }: PruneStep): boolean {
  return schedule !== undefined && schedule.kind !== 'oneShot';
}

/** Before and after of the prune step being made; the accuracy is measured, not estimated. */
export function PreviewBlock({ draft }: { readonly draft: PruneStep }) {
  const { t } = useTranslation('forms');
  const format = useFormat();
  const preview = useLab((state) => state.preview);
  const totals = useSelectedNode()?.snapshot?.summary.cost.totals;
  const result = preview.kind === 'done' ? preview.result : preview.kind === 'running' ? preview.last : null;
  const slow = useLasting(preview.kind === 'running', SLOW_MS);
  const waiting = slow || (preview.kind === 'running' && !result);
  const none = '–';
  const keptBefore = totals && totals.keptWeights / totals.weights;
  const keptAfter = result && result.keptWeights / result.weights;

  return (
    <section
      className={classes.preview}
      aria-label={t('preview.title')}
      data-stale={preview.kind === 'running' || undefined}
    >
      <div className={classes.title}>
        <Text size="sm" fw={600}>
          {t('preview.title')}
        </Text>
        {preview.kind === 'running' && <Loader size={14} role="img" aria-label={t('preview.waiting')} />}
      </div>
      <div className={classes.rows}>
        <Row
          label={t('preview.accuracy')}
          before={result ? format.percent(result.accuracyBefore) : none}
          after={result ? format.percent(result.accuracy) : none}
          strong
        />
        <Row
          label={t('preview.keptWeights')}
          before={keptBefore === undefined ? none : format.percent(keptBefore)}
          after={keptAfter === null ? none : format.percent(keptAfter)}
        />
        <div className={classes.bar} aria-hidden="true">
          <div className={classes.kept} style={{ width: `${100 * (keptAfter ?? keptBefore ?? 1)}%` }} />
        </div>
        <Row
          label={t('preview.macs')}
          before={totals ? format.compact(totals.effectiveMacs) : none}
          after={result ? format.compact(result.effectiveMacs) : none}
        />
        <Row
          label={t('preview.bytes')}
          before={totals ? format.bytes(totals.bytes.bitmap) : none}
          after={result ? format.bytes(result.bytesBitmap) : none}
        />
      </div>
      <Text size="xs" c="dimmed" mih="1.4em" aria-live="polite">
        {waiting
          ? t(looksAtImages(draft) ? 'preview.collecting' : 'preview.waiting')
          : t(isInRounds(draft) ? 'preview.atOnce' : 'preview.measured', {
              count: result?.images ?? PREVIEW_IMAGES,
            })}
      </Text>
      <Remarks result={result} limited={draft.limits !== undefined} />
    </section>
  );
}

interface RemarksProps {
  readonly result: PreviewResult | null;
  readonly limited: boolean;
}

/** What the preview has to say beyond its numbers: a failure, or layers in which more was kept than asked for. */
function Remarks({ result, limited }: RemarksProps) {
  const { t } = useTranslation('forms');
  const preview = useLab((state) => state.preview);
  if (preview.kind === 'failed') {
    const { code, message } = preview.error;
    return (
      <Text size="xs" role="alert">
        {t(`${code}.title`, { ns: 'errors' })} {t(`${code}.action`, { ns: 'errors' })} <q>{message}</q>
      </Text>
    );
  }
  const guarded = result?.report.layers.filter((layer) => layer.guarded).map(({ layer }) => layer) ?? [];
  if (guarded.length === 0) return null;
  return (
    <Text size="xs">{t(limited ? 'preview.held' : 'preview.guarded', { layers: guarded.join(', ') })}</Text>
  );
}

interface RowProps {
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly strong?: boolean;
}

function Row({ label, before, after, strong = false }: RowProps) {
  const { t } = useTranslation('forms');
  return (
    <>
      <span className={classes.label}>{label}</span>
      <span className={classes.before} title={t('preview.before')}>
        {before}
      </span>
      <IconArrowNarrowRight size={14} className={classes.arrow} aria-hidden />
      <span className={strong ? classes.strong : classes.after} title={t('preview.after')}>
        {after}
      </span>
    </>
  );
}

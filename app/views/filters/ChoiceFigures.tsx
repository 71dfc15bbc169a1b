import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import type { PreviewState } from '../../store/labState.ts';
import classes from '../views.module.css';
import own from './filters.module.css';
import type { Choice } from './useChoice.ts';
import { maybeWorstClass } from './worstClass.ts';

interface ChoiceFiguresProps {
  readonly choice: Choice;
  /** Filters of the layer that can still go. */
  readonly total: number;
  readonly gone: number;
  readonly isDense: boolean;
}

const NO_PREVIEW: PreviewState = { kind: 'none' };

/** How many filters are chosen, and what their going does: measured while they are chosen. */
export function ChoiceFigures({ choice, total, gone, isDense }: ChoiceFiguresProps) {
  const { t } = useTranslation(['filters', 'views', 'errors']);
  const format = useFormat();
  const { channels, elsewhere, clear } = choice;
  const isAny = channels.size > 0 || elsewhere.length > 0;
  const preview = useLab((state) => (isAny ? state.preview : NO_PREVIEW));
  const classNames = useLab((state) => state.manifest?.classes);
  const result = preview.kind === 'done' ? preview.result : preview.kind === 'running' ? preview.last : null;
  const worst = result && maybeWorstClass(result);
  const guarded = result?.report.layers.filter((layer) => layer.guarded).map(({ layer }) => layer) ?? [];
  const nothing =
    preview.kind === 'failed'
      ? t(`${preview.error.code}.title`, { ns: 'errors' })
      : t(preview.kind === 'running' ? 'weights.waiting' : isDense ? 'hintUnit' : 'hintFilter', {
          ns: preview.kind === 'running' ? 'views' : 'filters',
        });
  const kept = gone > 0 ? t('goneBefore', { count: gone }) : '';
  const others = elsewhere.map(({ layer, count }) => `${layer}: ${format.count(count)}`).join(', ');
  return (
    <div className={own.figures} data-stale={preview.kind === 'running' || undefined}>
      <div>
        <div className={classes.figureLabel}>{t(isDense ? 'chosenUnits' : 'chosenFilters')}</div>
        <div className={classes.figureValue}>
          {t('ofTotal', { amount: format.count(channels.size), total: format.count(total) })}
        </div>
        <div className={classes.figureNote}>{others ? t('elsewhere', { layers: others }) : kept}</div>
        <Button size="compact-xs" variant="default" mt={4} disabled={!isAny} onClick={clear}>
          {t('clear')}
        </Button>
      </div>
      <div className={own.measured}>
        <div className={classes.figureLabel}>{t('accuracy')}</div>
        <div className={classes.figureValue}>{result ? format.percent(result.accuracy) : '–'}</div>
        <div className={classes.figureNote}>
          {result ? t('before', { share: format.percent(result.accuracyBefore) }) : nothing}
        </div>
      </div>
      <div className={own.measured}>
        <div className={classes.figureLabel}>{t('worst')}</div>
        <div className={classes.figureValue}>
          {worst ? (classNames?.[worst.label] ?? String(worst.label)) : '–'}
        </div>
        <div className={classes.figureNote}>
          {worst
            ? t('worstChange', {
                points: format.points(worst.after - worst.before),
                before: format.percent(worst.before, 0),
                after: format.percent(worst.after, 0),
              })
            : result && t('noneWorse')}
        </div>
      </div>
      <p className={own.measuredOn} aria-live="polite">
        {result && t('measuredOn', { count: result.images })}{' '}
        {guarded.length > 0 && t('guarded', { layers: guarded.join(', ') })}
      </p>
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.ts';
import { useLab } from '../store/labContext.ts';
import type { PreviewState } from '../store/labState.ts';
import classes from './views.module.css';

const NO_PREVIEW: PreviewState = { kind: 'none' };

interface AccuracyFigureProps {
  readonly label: string;
  /** False where the step being made is not the one this view is about. */
  readonly shown?: boolean;
}

/** The measured accuracy of the step being made, faint while a newer one is on its way. */
export function AccuracyFigure({ label, shown = true }: AccuracyFigureProps) {
  const { t } = useTranslation('views');
  const format = useFormat();
  const preview = useLab((state) => (shown ? state.preview : NO_PREVIEW));
  const result = preview.kind === 'done' ? preview.result : preview.kind === 'running' ? preview.last : null;
  const note = result
    ? `${t('weights.before', { share: format.percent(result.accuracyBefore) })} · ${t('weights.measuredOn', { images: format.count(result.images) })}`
    : preview.kind === 'running'
      ? t('weights.waiting')
      : preview.kind === 'failed'
        ? t(`${preview.error.code}.title`, { ns: 'errors' })
        : t('weights.notMeasured');
  return (
    <div className={classes.figureWide} data-stale={preview.kind === 'running' || undefined}>
      <div className={classes.figureLabel}>{label}</div>
      <div className={classes.figureValue}>{result ? format.percent(result.accuracy) : '–'}</div>
      <div className={classes.figureNote}>{note}</div>
    </div>
  );
}

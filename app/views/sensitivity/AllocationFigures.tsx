import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { AccuracyFigure } from '../AccuracyFigure.tsx';
import { Figures } from '../Figures.tsx';
import classes from '../views.module.css';
import type { SensitivitySettings } from './settings.ts';
import { isAbout } from './shares.ts';

/** What the step being made leaves of the network, counted, and its accuracy with all layers pruned together, measured. */
export function AllocationFigures({ settings }: { readonly settings: SensitivitySettings }) {
  const { t } = useTranslation('sensitivity');
  const format = useFormat();
  const about = useLab((state) => isAbout(state.draft, settings));
  const preview = useLab((state) => state.preview);
  const known = preview.kind === 'done' ? preview.result : preview.kind === 'running' ? preview.last : null;
  const result = about ? known : null;
  return (
    <div className={preview.kind === 'running' ? classes.stale : undefined}>
      <p className={classes.note}>{t(about ? 'ofStep' : 'otherStep')}</p>
      <Figures
        figures={[
          {
            label: t('targets.keptWeights'),
            value: result ? format.percent(result.keptWeights / result.weights) : '–',
            note: result ? t('ofAll', { amount: format.compact(result.weights) }) : '',
          },
          {
            label: t('targets.keptMacs'),
            value: result ? format.percent(result.effectiveMacs / result.macs) : '–',
            note: result ? t('ofAll', { amount: format.compact(result.macs) }) : '',
          },
        ]}
      >
        <AccuracyFigure label={t('together')} shown={about} />
      </Figures>
    </div>
  );
}

import { Fieldset, Switch, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useLab } from '../../../store/labContext.ts';
import shared from '../../views.module.css';
import classes from './lab.module.css';
import { CLIP_NORM } from './labSettings.ts';
import { useExchangeLab } from './labStore.ts';
import { SPARSITY_MARKS } from './sparsityScale.ts';

const SWITCHES = ['momentumCorrection', 'clipping', 'factorMasking', 'warmUp'] as const;
/** The marks between 0 and 99 %, and from 99.6 % on, are those of the warm-up. */
const WARM_UP = SPARSITY_MARKS.filter((mark) => mark !== 0 && mark !== 0.99);

/** The four remedies of DGC, on or off. */
export function DgcSwitches() {
  const { t } = useTranslation('gradientLab');
  const format = useFormat();
  const settings = useExchangeLab((state) => state.settings);
  const change = useExchangeLab((state) => state.change);
  const images = useLab(
    ({ header, manifest }) => header.dataset.trainSize ?? manifest?.splits.train.count ?? 0,
  );
  const { steps, batchSize, sparsity } = settings;
  const epoch = Math.floor(images / batchSize);
  const last = epoch > 0 ? Math.floor((steps - 1) / epoch) : 0;
  const reached = Math.min(sparsity, WARM_UP[last] ?? sparsity);
  return (
    <Fieldset legend={t('dgc')} variant="unstyled" disabled={!settings.rules.includes('dgc')}>
      <div className={classes.switches}>
        {SWITCHES.map((name) => (
          <Tooltip key={name} label={t(`switchHints.${name}`)} multiline maw={320} refProp="rootRef">
            <Switch
              size="sm"
              label={t(`switches.${name}`, { norm: format.number(CLIP_NORM) })}
              checked={settings[name]}
              onChange={(event) => change({ [name]: event.currentTarget.checked })}
            />
          </Tooltip>
        ))}
      </div>
      {settings.warmUp && epoch > 0 && reached < sparsity && (
        <p className={shared.note}>
          {t('warmUpHint', {
            epoch: format.count(epoch),
            steps: format.count(steps),
            share: format.percent(reached, 2),
          })}
        </p>
      )}
    </Fieldset>
  );
}

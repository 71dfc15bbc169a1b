import { useTranslation } from 'react-i18next';
import type { TrainStep } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import type { UnseenKey } from './unseenSettings.ts';

const PENALTIES = ['l1', 'l2', 'slimming', 'groupLasso'] as const;

/** Says in words what a training was given beyond the fields in sight; the exchange of gradients has its own. */
export function useUnseenWords(): (step: TrainStep, key: Exclude<UnseenKey, 'gradients'>) => string {
  const { t } = useTranslation('forms');
  const format = useFormat();
  return (step, key) => {
    const { schedule, regularizer, distill, validate } = step;
    switch (key) {
      case 'schedule': {
        if (schedule.kind !== 'step') return t('train.unseen.cosine');
        const places = schedule.at.map((share) => format.percent(share, 0)).join(t('listSeparator'));
        return t('train.unseen.step', { factor: format.number(schedule.factor), places });
      }
      case 'regularizer': {
        const set = PENALTIES.filter((name) => regularizer[name] > 0);
        const words = set.map(
          (name) => `${t(`train.unseen.penalties.${name}`)} ${format.number(regularizer[name])}`,
        );
        return t('train.unseen.regularizer', { penalties: words.join(t('listSeparator')) });
      }
      case 'distill':
        return t('train.unseen.distill', {
          teacher: distill?.teacher ?? '',
          share: format.percent(distill?.weight ?? 0, 0),
          temperature: format.number(distill?.temperature ?? 0),
        });
      case 'mixup':
        return t('train.unseen.mixup', { alpha: format.number(step.mixup ?? 0) });
      case 'scaleDropout':
        return t('train.unseen.scaleDropout');
      case 'validate':
        return t('train.unseen.validate', {
          images: format.count(validate?.images ?? 0),
          every: format.count(validate?.every ?? 0),
        });
      case 'stopAfter':
        return t('train.unseen.stopAfter', { batches: format.count(step.stopAfter ?? 0) });
      default:
        return key satisfies never;
    }
  };
}

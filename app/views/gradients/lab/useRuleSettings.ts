import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/useFormat.ts';
import type { LabEntry } from './labEntry.ts';

/** Writes what a rule was set to in a few words: its sparsity, and what of DGC was off or on beyond its usual. */
export function useRuleSettings(): (gradients: LabEntry['step']['gradients']) => string {
  const { t } = useTranslation('gradientLab');
  const format = useFormat();
  return (gradients) => {
    if (!('sparsity' in gradients)) return '';
    const waits = t('table.waits', { share: format.percent(gradients.sparsity, 2) });
    if (gradients.rule !== 'dgc') return waits;
    const { momentumCorrection, localClipping, factorMasking, warmUp } = gradients;
    const norm = format.number(localClipping || 0);
    const on = [
      ...(momentumCorrection ? [t('switches.momentumCorrection')] : []),
      ...(localClipping === false ? [] : [t('switches.clipping', { norm })]),
      ...(factorMasking ? [t('switches.factorMasking')] : []),
      ...(warmUp ? [t('switches.warmUp')] : []),
    ];
    return [waits, ...(on.length === 0 ? [t('table.plain')] : on)].join(' · ');
  };
}

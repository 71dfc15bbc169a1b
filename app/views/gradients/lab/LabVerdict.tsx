import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/useFormat.ts';
import { judgeLab } from './judgeLab.ts';
import classes from './lab.module.css';
import type { NamedEntry } from './labEntry.ts';

/** What happened, in a sentence for each rule, from the numbers alone. */
export function LabVerdict({ entries }: { readonly entries: readonly NamedEntry[] }) {
  const { t } = useTranslation('gradientLab');
  const format = useFormat();
  const verdict = judgeLab(entries);
  if (!entries.some(({ trial }) => trial)) return <p className={classes.verdict} />;
  if (!verdict) return <p className={classes.verdict}>{t('verdict.noDense')}</p>;
  const { accuracy, images, steps, others, diverged } = verdict;
  const sentences = [
    t('verdict.dense', { accuracy: format.percent(accuracy, 2), steps: format.count(steps) }),
    ...others.map(({ name, difference, outcome, compressionRatio }) =>
      t(`verdict.${outcome}`, {
        name,
        points: outcome === 'even' ? format.points(difference) : format.number(100 * Math.abs(difference), 2),
        times: format.number(compressionRatio),
      }),
    ),
    ...diverged.map((name) => t('verdict.diverged', { name })),
  ];
  return (
    <p className={classes.verdict} aria-live="polite">
      {sentences.join(' ')}{' '}
      {others.length > 0 && (
        <span className={classes.small}>{t('verdict.images', { images: format.count(images) })}</span>
      )}
    </p>
  );
}

import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import { PixelImage } from '../../pictures/PixelImage.tsx';
import { useTestImage } from '../../pictures/useTestImages.ts';
import { useLab } from '../../store/labContext.ts';
import { useJobQuery } from '../useJobQuery.ts';
import { Failure, Waiting } from '../ViewState.tsx';
import shared from '../views.module.css';
import { ProbabilityBars } from './ProbabilityBars.tsx';
import classes from './samples.module.css';
import { useClassName } from './useClassName.ts';
import type { Pair } from './usePair.ts';

/** The test image looked at, large, with what both networks say of it. */
export function SampleDetail({ pair }: { readonly pair: Pair }) {
  const { t } = useTranslation('samples');
  const format = useFormat();
  const className = useClassName();
  const index = useLab((state) => state.sample);
  const alone = pair.role === 'alone';
  const image = useTestImage(index);
  const answers = useJobQuery('classify', {
    ids: alone ? [pair.a.id] : [pair.before.id, pair.a.id],
    image: { index },
  });
  const names = alone ? [pair.nameA] : [pair.nameBefore, pair.nameA];
  const error = image.error ?? answers.error;
  const retry = () => {
    if (image.error) image.retry();
    if (answers.error) answers.retry();
  };
  return (
    <section className={shared.section}>
      <h2 className={shared.heading}>{t('sample.heading')}</h2>
      {error ? (
        <Failure error={error} onRetry={retry} />
      ) : !image.data || !answers.data ? (
        <Waiting height={260} />
      ) : (
        <div className={image.stale || answers.stale ? `${classes.detail} ${shared.stale}` : classes.detail}>
          <div>
            <PixelImage
              pixels={image.data.pixels}
              shape={image.data.shape}
              size={140}
              label={t('sample.alt', {
                index: format.count(index),
                label: className(image.data.label),
              })}
            />
            <div className={classes.caption}>
              <div>{t('sample.title', { index: format.count(index) })}</div>
              <div>
                <b>{t('sample.isLabel', { label: className(image.data.label) })}</b>
              </div>
            </div>
          </div>
          {answers.data.map((answer, place) => (
            <ProbabilityBars
              // The place is the snapshot's.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              key={place}
              name={names[place] ?? ''}
              answer={answer}
              label={image.data?.label}
            />
          ))}
        </div>
      )}
    </section>
  );
}

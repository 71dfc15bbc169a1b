import { useTranslation } from 'react-i18next';
import type { SnapshotView } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { PixelImage } from '../../pictures/PixelImage.tsx';
import { useTestImage } from '../../pictures/useTestImages.ts';
import { useLab } from '../../store/labContext.ts';
import { useJobQuery } from '../useJobQuery.ts';
import { Failure, Waiting } from '../ViewState.tsx';
import shared from '../views.module.css';
import classes from './activations.module.css';
import { FeatureMapsList } from './FeatureMapsList.tsx';
import { ProbabilityChart } from './ProbabilityChart.tsx';
import { TestImagePicker } from './TestImagePicker.tsx';

/** A test image, what the network says of it, and the maps of every node. */
export function TestImageMaps({ snapshot }: { readonly snapshot: SnapshotView }) {
  const { t } = useTranslation('activations');
  const format = useFormat();
  const manifest = useLab((state) => state.manifest);
  const testSize = useLab((state) => state.header.dataset.testSize);
  const wanted = useLab((state) => state.sample);
  const selectSample = useLab((state) => state.selectSample);
  const count = Math.min(testSize ?? Number.POSITIVE_INFINITY, manifest?.splits.test.count ?? 1);
  const index = Math.min(wanted, count - 1);
  const image = useTestImage(index);
  const maps = useJobQuery('featureMaps', { id: snapshot.id, image: { index } });
  const nameOf = (label: number) => manifest?.classes[label] ?? String(label);
  const error = image.error ?? maps.error;
  const retry = () => {
    if (image.error) image.retry();
    if (maps.error) maps.retry();
  };
  return (
    <>
      <TestImagePicker index={index} count={count} onPick={selectSample} />
      {error ? (
        <Failure error={error} onRetry={retry} />
      ) : !image.data || !maps.data ? (
        <Waiting height={420} />
      ) : (
        <div className={maps.stale || image.stale ? shared.stale : undefined}>
          <div className={classes.top}>
            <div>
              <PixelImage
                pixels={image.data.pixels}
                shape={image.data.shape}
                label={t('imageAlt', {
                  index: format.count(index),
                  label: nameOf(image.data.label),
                })}
              />
              <div className={classes.verdict}>
                <div>{t('isLabel', { label: nameOf(image.data.label) })}</div>
                <div>
                  <b>{t('prediction', { label: nameOf(maps.data.prediction) })}</b>{' '}
                  {maps.data.prediction === image.data.label ? `✓ ${t('right')}` : `✗ ${t('wrong')}`}
                </div>
              </div>
            </div>
            <ProbabilityChart probabilities={maps.data.probabilities} />
          </div>
          <FeatureMapsList maps={maps.data} spec={snapshot.spec} />
        </div>
      )}
    </>
  );
}

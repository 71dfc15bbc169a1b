import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SnapshotView } from '../../../src/index.ts';
import { OwnPicture } from '../../pictures/OwnPicture.tsx';
import { useOwnPicture, usePictureAnswer } from '../../pictures/useOwnPicture.ts';
import { useLab } from '../../store/labContext.ts';
import { Failure } from '../ViewState.tsx';
import classes from './activations.module.css';
import { FeatureMapsList } from './FeatureMapsList.tsx';
import { ProbabilityChart } from './ProbabilityChart.tsx';

/** The maps of a picture of one's own, while it is drawn. */
export function OwnMaps({ snapshot }: { readonly snapshot: SnapshotView }) {
  const { t } = useTranslation('activations');
  const manifest = useLab((state) => state.manifest);
  const picture = useOwnPicture();
  const { id, spec } = snapshot;
  const maps = usePictureAnswer(['featureMaps', id], (client, pixels, signal) =>
    client.run('featureMaps', { id, image: { pixels } }, { signal }),
  );
  if (!manifest) return null;
  const { data } = maps;
  return (
    <>
      <div className={classes.top}>
        <OwnPicture target={manifest} />
        {picture && data ? (
          <div>
            <div className={classes.verdict}>
              <b>
                {t('ownPrediction', { label: manifest.classes[data.prediction] ?? String(data.prediction) })}
              </b>
            </div>
            <ProbabilityChart probabilities={data.probabilities} />
          </div>
        ) : (
          !picture && (
            <Text c="dimmed" size="sm">
              {t('ownEmpty')}
            </Text>
          )
        )}
      </div>
      {maps.error && <Failure error={maps.error} onRetry={maps.retry} />}
      {picture && data && <FeatureMapsList maps={data} spec={spec} />}
    </>
  );
}

import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { OwnPicture } from '../../pictures/OwnPicture.tsx';
import { isPhotographic } from '../../pictures/pictureStore.ts';
import { useOwnPicture, usePictureAnswer } from '../../pictures/useOwnPicture.ts';
import { useLab } from '../../store/labContext.ts';
import { Failure } from '../ViewState.tsx';
import shared from '../views.module.css';
import { ProbabilityBars } from './ProbabilityBars.tsx';
import classes from './samples.module.css';
import type { Pair } from './usePair.ts';

/** A picture of one's own, and what both networks take it for while it is drawn. */
export function OwnSection({ pair }: { readonly pair: Pair }) {
  const { t } = useTranslation('samples');
  const manifest = useLab((state) => state.manifest);
  const picture = useOwnPicture();
  const alone = pair.role === 'alone';
  const ids = alone ? [pair.a.id] : [pair.before.id, pair.a.id];
  const names = alone ? [pair.nameA] : [pair.nameBefore, pair.nameA];
  const answers = usePictureAnswer(['classify', ...ids], (client, pixels, signal) =>
    client.run('classify', { ids, image: { pixels } }, { signal }),
  );
  if (!manifest) return null;
  const [first, second] = answers.data ?? [];
  return (
    <div className={classes.ownColumns}>
      <OwnPicture target={manifest} />
      <div className={classes.answers}>
        {answers.error ? (
          <Failure error={answers.error} onRetry={answers.retry} />
        ) : !picture ? (
          <Text c="dimmed" size="sm">
            {t(isPhotographic(manifest) ? 'own.emptyPhoto' : 'own.empty')}
          </Text>
        ) : (
          answers.data?.map((answer, place) => (
            // The place is the snapshot's.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <ProbabilityBars key={place} name={names[place] ?? ''} answer={answer} />
          ))
        )}
        {picture && first && second && (
          <p className={`${shared.note} ${classes.wide}`} role="status">
            {t(first.prediction === second.prediction ? 'own.agree' : 'own.differ')}
          </p>
        )}
      </div>
    </div>
  );
}

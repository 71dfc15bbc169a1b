import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Flip } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { PixelImage } from '../../pictures/PixelImage.tsx';
import { type TestImage, useTestImages } from '../../pictures/useTestImages.ts';
import { useLab } from '../../store/labContext.ts';
import classes from './flips.module.css';
import { useClassName } from './useClassName.ts';

/** Flipped images as small pictures with what was said of them; a click looks at one. */
export function FlipGrid({ flips }: { readonly flips: readonly Flip[] }) {
  const images = useTestImages(useMemo(() => flips.map(({ index }) => index), [flips]));
  return (
    <ul className={classes.grid}>
      {flips.map((flip) => (
        <li key={flip.index}>
          <FlipTile flip={flip} image={images?.get(flip.index)} />
        </li>
      ))}
    </ul>
  );
}

interface FlipTileProps {
  readonly flip: Flip;
  readonly image: TestImage | undefined;
}

function FlipTile({ flip, image }: FlipTileProps) {
  const { t } = useTranslation('samples');
  const format = useFormat();
  const className = useClassName();
  const isSelected = useLab((state) => state.sample === flip.index);
  const selectSample = useLab((state) => state.selectSample);
  const label = t('flips.label', { label: className(flip.label) });
  const said = [
    { label: flip.before, confidence: flip.confidenceBefore },
    { label: flip.after, confidence: flip.confidenceAfter },
  ];
  return (
    <button
      type="button"
      className={classes.tile}
      aria-pressed={isSelected}
      aria-label={t('flips.tile', {
        index: format.count(flip.index),
        label,
        before: className(flip.before),
        after: className(flip.after),
        confidenceBefore: format.percent(flip.confidenceBefore, 0),
        confidenceAfter: format.percent(flip.confidenceAfter, 0),
      })}
      onClick={() => selectSample(flip.index)}
    >
      {image ? (
        <PixelImage pixels={image.pixels} shape={image.shape} size={56} />
      ) : (
        <span className={classes.blank} />
      )}
      <span className={classes.tileWords}>
        <span>{label}</span>
        {said.map((answer, place) => (
          <span key={place === 0 ? 'before' : 'after'} data-right={answer.label === flip.label}>
            {place === 1 && '→ '}
            {answer.label === flip.label ? '✓' : '✗'} {className(answer.label)}{' '}
            {format.percent(answer.confidence, 0)}
          </span>
        ))}
      </span>
    </button>
  );
}

import { AppError } from '../../base/errors.ts';
import { type ImagesRefusal, type LeftOut, OWN_LIMITS } from './ownData.ts';

/** The error of files that hold no images that can be taken in. */
export function refuseImages(refusal: ImagesRefusal, message: string, cause?: unknown): AppError {
  return new AppError('invalid-images', message, { refusal }, cause);
}

/** Throws where there are fewer than 2 classes, or more classes or images than are taken in. */
export function checkCounts(classes: readonly string[], images: number): void {
  if (images === 0) throw refuseImages('no-images', 'no image can be read');
  if (classes.length < 2) {
    throw refuseImages('one-class', `one class: ${classes[0] ?? 'none'} (expected at least 2)`);
  }
  if (classes.length > OWN_LIMITS.classes) {
    throw refuseImages(
      'too-many-classes',
      `${classes.length} classes (expected at most ${OWN_LIMITS.classes})`,
    );
  }
  if (images > OWN_LIMITS.images) {
    throw refuseImages('too-many-images', `${images} images (expected at most ${OWN_LIMITS.images})`);
  }
}

/** Collects what is left out, by reason, beginning with what has been already. */
export function createLeftOutList(before: readonly LeftOut[] = []) {
  const found = new Map(before.map((entry) => [entry.reason, entry]));
  return {
    add(reason: LeftOut['reason'], example: string, count = 1): void {
      const known = found.get(reason);
      found.set(reason, { reason, count: (known?.count ?? 0) + count, example: known?.example ?? example });
    },
    list: (): readonly LeftOut[] => [...found.values()],
  };
}

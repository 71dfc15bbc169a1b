import { describe, expect, it } from 'vitest';
import { AppError } from '../../base/errors.ts';
import { listPictures, toClassName } from './listPictures.ts';
import { OWN_LIMITS } from './ownData.ts';

const pets = (folder: string, count = 2) => Array.from({ length: count }, (_, i) => `${folder}/${i + 1}.png`);
const shapeOf = (paths: readonly string[]) => {
  const { classes, pictures, leftOut, title } = listPictures(paths);
  return {
    classes,
    title,
    found: pictures.map(({ path, label, split }) => `${path} ${classes[label]} ${split}`),
    leftOut: leftOut.map(({ reason, count }) => `${reason} ${count}`),
  };
};
function refusalOf(paths: readonly string[]): unknown {
  try {
    listPictures(paths);
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.details.refusal;
  }
  throw new Error('it was not refused');
}

describe('listPictures', () => {
  it('takes the folders for classes, whatever stands around them and in whatever order they come', () => {
    const plain = shapeOf([...pets('dogs'), ...pets('cats')]);
    expect(plain).toEqual({
      classes: ['cats', 'dogs'],
      title: '',
      found: ['cats/1.png cats null', 'cats/2.png cats null', 'dogs/1.png dogs null', 'dogs/2.png dogs null'],
      leftOut: [],
    });
    const around = shapeOf([...pets('old/pets/cats'), ...pets('old/pets/dogs')]);
    expect(around).toMatchObject({ classes: ['cats', 'dogs'], title: 'pets' });
    expect(shapeOf(pets('old/pets/cats').concat(pets('old/pets/dogs')).toReversed())).toEqual(around);
  });

  it('counts what lies deeper to its class, and sorts numbers by their value', () => {
    expect(shapeOf([...pets('10'), ...pets('9'), ...pets('9/far/deep'), ...pets('a')]).classes).toEqual([
      '9',
      '10',
      'a',
    ]);
  });

  it('follows folders for training and testing', () => {
    const found = shapeOf([
      ...pets('set/Train/cats'),
      ...pets('set/Train/dogs'),
      ...pets('set/test/cats', 1),
    ]);
    expect(found.classes).toEqual(['cats', 'dogs']);
    expect(found.found).toContain('set/Train/cats/1.png cats train');
    expect(found.found).toContain('set/test/cats/1.png cats test');
  });

  it('takes a folder for validation for testing, but leaves it out beside one for testing', () => {
    const [train, val, test] = ['train', 'val', 'test'].map((split) => [
      ...pets(`${split}/a`),
      ...pets(`${split}/b`),
    ]) as [string[], string[], string[]];
    expect(shapeOf([...train, ...val]).found).toContain('val/a/1.png a test');
    expect(shapeOf([...train, ...val, ...test]).leftOut).toEqual(['validation 4']);
  });

  it('says what it leaves out, but nothing of what systems put there', () => {
    const found = shapeOf([
      ...pets('cats'),
      ...pets('dogs'),
      ...pets('owl', 1),
      'cats/notes.txt',
      'top.png',
      'cats/.DS_Store',
      '__MACOSX/cats/._1.png',
      'cats/Thumbs.db',
      'cats/',
    ]);
    expect(found.leftOut).toEqual(['not-a-picture 1', 'no-class 1', 'too-few 1']);
    const untrained = [...pets('train/a'), ...pets('train/b'), ...pets('test/a'), ...pets('test/c')];
    expect(shapeOf(untrained).leftOut).toEqual(['class-without-training 2']);
  });

  it('bounds and cleans the names of classes', () => {
    expect(toClassName(' owl\u0000\u202e ')).toBe('owl');
    expect(toClassName('x'.repeat(100))).toHaveLength(OWN_LIMITS.className);
    expect(toClassName('\u0007')).toBe('?');
  });

  it('refuses no pictures, no folders, one class, and too many of anything', () => {
    expect(refusalOf(['a/notes.txt'])).toBe('no-images');
    expect(refusalOf(['1.png', '2.png'])).toBe('no-classes');
    expect(refusalOf(pets('cats'))).toBe('one-class');
    const classes = Array.from({ length: 101 }, (_, i) => pets(`c${i}`)).flat();
    expect(refusalOf(classes)).toBe('too-many-classes');
    expect(listPictures(classes.slice(2)).classes).toHaveLength(100);
    expect(refusalOf([...pets('a', 70_000), ...pets('b')])).toBe('too-many-images');
    expect(refusalOf(Array.from({ length: 100_001 }, () => 'a/1.png'))).toBe('too-many-files');
  });
});

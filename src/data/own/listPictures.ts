import { keepUsable } from './keepUsable.ts';
import { type LeftOut, OWN_LIMITS } from './ownData.ts';
import { checkCounts, createLeftOutList, refuseImages } from './refuseImages.ts';

/** A picture of a folder or a zip, with the class that its folder names. */
export interface ListedPicture {
  /** As it was given, to find the file again. */
  readonly path: string;
  /** Place in `classes`. */
  readonly label: number;
  /** Null where no folder says for what it is. */
  readonly split: 'train' | 'test' | null;
}

export interface PictureList {
  readonly classes: readonly string[];
  /** In the order of their paths, whatever order they came in. */
  readonly pictures: readonly ListedPicture[];
  readonly leftOut: readonly LeftOut[];
  /** The folder around all classes; empty where there is none. */
  readonly title: string;
}

interface Entry {
  readonly path: string;
  readonly parts: readonly string[];
}

const PICTURE = /\.(png|jpe?g|webp|gif|bmp)$/i;
const TRAIN = /^train(ing)?$/i;
const TEST = /^test(ing)?$/i;
const VALIDATION = /^val(id(ation)?)?$/i;
const TITLE_LENGTH = 60;
/** What systems put beside files without being asked. */
const NOISE = /(^|\/)(__MACOSX\/|\.|(thumbs\.db|desktop\.ini)$)/i;

/** True for a picture by its name. */
export const isPictureName = (name: string) => PICTURE.test(name);

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** A folder's name as the name of a class: without control characters, and not longer than is taken in. */
export function toClassName(folder: string): string {
  const name = folder.replace(/\p{C}/gu, '').trim();
  return [...name].slice(0, OWN_LIMITS.className).join('').trim() || '?';
}

function toEntry(path: string): Entry {
  const parts = path
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  return { path, parts };
}

/** Takes folders away that stand around everything; the innermost is returned as the title. */
function unwrap(entries: readonly Entry[]): { readonly entries: readonly Entry[]; readonly title: string } {
  let title = '';
  let rest = entries;
  for (;;) {
    const first = rest[0]?.parts[0];
    if (!rest.every(({ parts }) => parts.length > 2 && parts[0] === first)) return { entries: rest, title };
    title = first ?? '';
    rest = rest.map(({ path, parts }) => ({ path, parts: parts.slice(1) }));
  }
}

/** Which folder name is for training and which for testing; undefined where the pictures are not divided. */
function findSplits(entries: readonly Entry[]): { readonly test: RegExp } | undefined {
  const has = (pattern: RegExp) => entries.some(({ parts }) => parts.length > 2 && pattern.test(parts[0]!));
  if (!has(TRAIN)) return undefined;
  if (has(TEST)) return { test: TEST };
  return has(VALIDATION) ? { test: VALIDATION } : undefined;
}

/**
 * Finds pictures by class in the paths of a folder or a zip: `cats/1.png`, or `train/cats/1.png` beside `test/cats/2.png`,
 * with any folders around; what lies deeper in a class's folder belongs to the class.
 *
 * Where there is no test folder a folder for validation stands for it; where there is one, that for validation is left out.
 * Throws `invalid-images` with a refusal where there are no pictures, no classes, or too many of either.
 */
export function listPictures(paths: readonly string[]): PictureList {
  if (paths.length > OWN_LIMITS.entries) {
    throw refuseImages('too-many-files', `${paths.length} files (expected at most ${OWN_LIMITS.entries})`);
  }
  const leftOut = createLeftOutList();
  const seen = paths.filter((path) => !path.endsWith('/') && !NOISE.test(path.replaceAll('\\', '/')));
  for (const path of seen) if (!isPictureName(path)) leftOut.add('not-a-picture', path);
  const all = seen
    .filter(isPictureName)
    .map(toEntry)
    .sort((a, b) => compare(a.path, b.path));
  if (all.length === 0) throw refuseImages('no-images', `no picture among ${paths.length} files`);
  const { entries, title } = unwrap(all);
  const splits = findSplits(entries);
  const named: { path: string; name: string; split: ListedPicture['split'] }[] = [];
  for (const { path, parts } of entries) {
    const folders = parts.slice(0, -1);
    const top = folders[0] ?? '';
    if (!splits) {
      if (top === '') leftOut.add('no-class', path);
      else named.push({ path, name: toClassName(top), split: null });
      continue;
    }
    const split = TRAIN.test(top) ? 'train' : splits.test.test(top) ? 'test' : null;
    if (split && folders[1] !== undefined) named.push({ path, name: toClassName(folders[1]), split });
    else leftOut.add(VALIDATION.test(top) ? 'validation' : 'no-class', path);
  }
  if (named.length === 0) {
    throw refuseImages(
      'no-classes',
      `${all.length} pictures in no folder (expected a folder for each class)`,
    );
  }
  const { classes, images: pictures, dropped } = keepUsable(named);
  for (const { path, split } of dropped)
    leftOut.add(splits && split !== null ? 'class-without-training' : 'too-few', path);
  checkCounts(classes, pictures.length);
  return {
    classes,
    pictures,
    leftOut: leftOut.list(),
    title: [...title.replace(/\p{C}/gu, '')].slice(0, TITLE_LENGTH).join(''),
  };
}

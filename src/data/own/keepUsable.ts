/** An image as far as it is sorted. */
export interface NamedImage {
  /** Of its class. */
  readonly name: string;
  /** Null where nothing says for what it is. */
  readonly split: 'train' | 'test' | null;
}

const byLetters = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Names by their letters, numbers in them by their value; the same on every machine. */
export function compareNames(a: string, b: string): number {
  const [left, right] = [a, b].map((name) => name.split(/(\d+)/)) as [string[], string[]];
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    // Words and numbers take turns.
    const difference = at % 2 === 1 ? Number(left[at]) - Number(right[at]) : byLetters(left[at]!, right[at]!);
    if (difference !== 0) return difference;
  }
  return left.length - right.length || byLetters(a, b);
}

/** Sorted images of the classes that can be used; the images of the others. */
interface UsableImages<T> {
  /** In their order. */
  readonly classes: readonly string[];
  /** In the order they came in, with the place of their class. */
  readonly images: readonly (T & { readonly label: number })[];
  readonly dropped: readonly T[];
}

/** Leaves out classes without an image to train with, and those whose single image cannot both train and test. */
export function keepUsable<T extends NamedImage>(named: readonly T[]): UsableImages<T> {
  const counts = new Map<string, { train: number; open: number }>();
  for (const { name, split } of named) {
    const count = counts.get(name) ?? { train: 0, open: 0 };
    if (split === 'train') count.train++;
    if (split === null) count.open++;
    counts.set(name, count);
  }
  const classes = [...counts].flatMap(([name, { train, open }]) => (train > 0 || open > 1 ? [name] : []));
  classes.sort(compareNames);
  const places = new Map(classes.map((name, label) => [name, label]));
  const images: (T & { label: number })[] = [];
  const dropped: T[] = [];
  for (const image of named) {
    const label = places.get(image.name);
    if (label === undefined) dropped.push(image);
    else images.push({ ...image, label });
  }
  return { classes, images, dropped };
}

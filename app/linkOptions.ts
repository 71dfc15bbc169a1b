import { STUDY_IDS, type StudyId } from '../src/index.ts';
import { LESSON_IDS, type LessonId } from './lessons/lessonIds.ts';
import { VIEW_IDS, type ViewId } from './store/labState.ts';

/** What a link can hold fast: the person cannot open anything with another data set, or another seed. */
export const LINK_LOCKS = ['dataset', 'seed'] as const;
export type LinkLock = (typeof LINK_LOCKS)[number];

/** Parts of the page that a link can leave out. */
export const LINK_PARTS = ['rail', 'panel', 'run', 'map', 'tabs', 'file', 'share'] as const;
export type LinkPart = (typeof LINK_PARTS)[number];

/** How a link wants the page to stand: for a class, or inside another page. */
export interface LinkOptions {
  readonly lock: readonly LinkLock[];
  readonly hide: readonly LinkPart[];
  /** The view on the stage; that of every visit where absent. */
  readonly view?: ViewId;
  /** The lesson that the page opens on; none where absent. */
  readonly lesson?: LessonId;
  /** The study that the page opens on; none where absent. */
  readonly study?: StudyId;
  /** True inside another page: no name, no files, no settings. */
  readonly embed: boolean;
}

export const NO_LINK_OPTIONS: LinkOptions = { lock: [], hide: [], embed: false };

/** The options of a link, and what in it stands for none. */
export interface ParsedLinkOptions {
  readonly options: LinkOptions;
  /** As `name=value`, to be told: nothing is left out in silence. */
  readonly unknown: readonly string[];
}

/** The options in a link's query, `?lock=dataset,seed&hide=panel,rail&view=sensitivity&lesson=sensitivity&embed=1`; other names are left alone. */
export function parseLinkOptions(search: string): ParsedLinkOptions {
  const query = new URLSearchParams(search);
  const unknown: string[] = [];
  const list = <T extends string>(name: string, known: readonly T[]): T[] => {
    const asked = (query.get(name) ?? '').split(',').map((word) => word.trim());
    const found = known.filter((word) => asked.includes(word));
    const strange = asked.filter((word) => word !== '' && !known.some((other) => other === word));
    unknown.push(...strange.map((word) => `${name}=${word}`));
    return found;
  };
  const lock = list('lock', LINK_LOCKS);
  const hide = list('hide', LINK_PARTS);
  const [view] = list('view', VIEW_IDS);
  const [lesson] = list('lesson', LESSON_IDS);
  const [study] = list('study', STUDY_IDS);
  const embedded = query.get('embed');
  if (embedded !== null && !['0', '1'].includes(embedded)) unknown.push(`embed=${embedded}`);
  return {
    options: {
      lock,
      hide,
      embed: embedded === '1',
      ...(view ? { view } : {}),
      ...(lesson ? { lesson } : {}),
      ...(study ? { study } : {}),
    },
    unknown,
  };
}

/** The address with these options in place of its own; its recipe and what else stands in it stay. */
export function withLinkOptions(
  href: string,
  { lock, hide, view, lesson, study, embed }: LinkOptions,
): string {
  const url = new URL(href);
  const rest = [...url.searchParams].filter(
    ([name]) => !['lock', 'hide', 'view', 'lesson', 'study', 'embed'].includes(name),
  );
  const parts = rest.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  // Commas stand as they are: such a link can be read, and changed by hand.
  if (lock.length > 0) parts.push(`lock=${lock.join(',')}`);
  if (hide.length > 0) parts.push(`hide=${hide.join(',')}`);
  if (view) parts.push(`view=${view}`);
  if (lesson) parts.push(`lesson=${lesson}`);
  if (study) parts.push(`study=${study}`);
  if (embed) parts.push('embed=1');
  url.search = parts.join('&');
  return url.href;
}

/** True where the person may open other recipes and sessions. */
export function mayOpen({ lock, hide, embed }: LinkOptions): boolean {
  return lock.length === 0 && !hide.includes('file') && !embed;
}

/** True where lessons are offered: each opens a network and a seed of its own. */
export function mayLearn({ lock, embed }: LinkOptions): boolean {
  return lock.length === 0 && !embed;
}

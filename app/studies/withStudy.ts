import type { StudyId } from '../../src/index.ts';

/** The address with a study in it, or with none; all else stays as it is. */
export function withStudy(href: string, id: StudyId | null): string {
  const url = new URL(href);
  const rest = url.search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !part.startsWith('study='));
  url.search = [...rest, ...(id ? [`study=${id}`] : [])].join('&');
  return url.href;
}

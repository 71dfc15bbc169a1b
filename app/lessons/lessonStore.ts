import { create } from 'zustand';
import type { LessonId } from './lessonIds.ts';

interface LessonState {
  /** The lesson that is open on the page. */
  readonly lessonId: LessonId | null;
  open(id: LessonId): void;
  close(): void;
}

/** The address with the open lesson in it, so that a reload goes on with it; all else stays as it is. */
export function withLesson(href: string, id: LessonId | null): string {
  const url = new URL(href);
  const rest = url.search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !part.startsWith('lesson='));
  url.search = [...rest, ...(id ? [`lesson=${id}`] : [])].join('&');
  return url.href;
}

/** Which lesson is open; small, since the page's frame asks for it. */
export const useLessonStore = create<LessonState>()((set) => {
  const put = (lessonId: LessonId | null) => {
    set({ lessonId });
    history.replaceState(null, '', withLesson(location.href, lessonId));
  };
  return { lessonId: null, open: put, close: () => put(null) };
});

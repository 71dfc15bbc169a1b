import { errors } from './en/errors.ts';
import type * as later from './en/later.ts';
import type { lessons } from './en/lessons/lessons.ts';
import { shell } from './en/shell.ts';
import type { studies } from './en/studies/studies.ts';
import { views } from './en/views.ts';
import type { Messages } from './messages.ts';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The words of the first picture in English, part of the page's own script. */
export const ENGLISH = { shell, views, errors };

type EnglishLater = typeof later;

/** All words of the page: the English ones give the keys, other languages fill the same ones. */
export type PageMessages = Messages<typeof ENGLISH & EnglishLater>;

/** The words of the lessons in a language, which most visits do without. */
export async function loadLessonMessages(
  language: Language,
): Promise<{ readonly lessons: Messages<typeof lessons> }> {
  switch (language) {
    case 'en':
      return import('./en/lessons/lessons.ts');
    case 'zh':
      return import('./zh/lessons/lessons.ts');
    default:
      return language satisfies never;
  }
}

/** The words of the studies in a language, which most visits do without. */
export async function loadStudyMessages(
  language: Language,
): Promise<{ readonly studies: Messages<typeof studies> }> {
  switch (language) {
    case 'en':
      return import('./en/studies/studies.ts');
    case 'zh':
      return import('./zh/studies/studies.ts');
    default:
      return language satisfies never;
  }
}

/** The words of a language; what is not part of the page's own script is loaded when it is asked for. */
export async function loadMessages(language: Language): Promise<PageMessages> {
  switch (language) {
    case 'en': {
      return { ...ENGLISH, ...(await import('./en/later.ts')) };
    }
    case 'zh':
      return import('./zh/zh.ts');
    default:
      return language satisfies never;
  }
}

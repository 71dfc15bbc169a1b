import { errors } from './en/errors.ts';
import type * as later from './en/later.ts';
import { shell } from './en/shell.ts';
import { views } from './en/views.ts';
import type { Messages } from './messages.ts';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The words of the first picture in English, part of the page's own script. */
export const ENGLISH = { shell, views, errors };

type EnglishLater = typeof later;

/** All words of the page: the English ones give the keys, other languages fill the same ones. */
export type PageMessages = Messages<typeof ENGLISH & EnglishLater>;

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

import { errors } from './en/errors.ts';
import { shell } from './en/shell.ts';
import { views } from './en/views.ts';
import type { Messages } from './messages.ts';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The words of the page in English: they give the keys, other languages fill the same ones. */
export const ENGLISH = { shell, views, errors };
export type PageMessages = Messages<typeof ENGLISH>;

/** The words of a language; all but the English ones are loaded when they are asked for. */
export async function loadMessages(language: Language): Promise<PageMessages> {
  switch (language) {
    case 'en':
      return ENGLISH;
    case 'zh':
      return import('./zh/zh.ts');
    default:
      return language satisfies never;
  }
}

import { errors as enErrors } from './en/errors.ts';
import { shell as enShell } from './en/shell.ts';
import { views as enViews } from './en/views.ts';
import { errors as zhErrors } from './zh/errors.ts';
import { shell as zhShell } from './zh/shell.ts';
import { views as zhViews } from './zh/views.ts';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** English gives the keys; the others must fill the same ones. */
export const resources = {
  en: { shell: enShell, views: enViews, errors: enErrors },
  zh: { shell: zhShell, views: zhViews, errors: zhErrors },
};

import 'i18next';
import type { errors } from './en/errors.ts';
import type { forms } from './en/forms.ts';
import type { laterViews } from './en/laterViews.ts';
import type { shell } from './en/shell.ts';
import type { views } from './en/views.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    returnNull: false;
    resources: {
      shell: typeof shell;
      views: typeof views;
      errors: typeof errors;
      forms: typeof forms;
      laterViews: typeof laterViews;
    };
  }
}

import { useTranslation } from 'react-i18next';
import { type Formatter, formatterOf } from '../format.ts';

/** Number formats of the language the page is in. */
export function useFormat(): Formatter {
  return formatterOf(useTranslation().i18n.language);
}

import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language, resources } from './resources.ts';

const STORAGE_KEY = 'pruning-lab.language';

/** The remembered language, else the first of the browser's that we have, else English. */
export function chooseLanguage(remembered: string | null, preferred: readonly string[]): Language {
  const known = (tag: string | null | undefined) =>
    LANGUAGES.find((language) => tag?.toLowerCase().split('-')[0] === language);
  return known(remembered) ?? preferred.map(known).find((language) => language) ?? 'en';
}

/** The page's messages; `<html lang>` and the memory of the choice follow the language. */
export function createI18n(language: Language = chooseLanguage(recall(), navigator.languages)): i18n {
  const instance = createInstance();
  instance.on('languageChanged', (chosen) => {
    document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : chosen;
    try {
      localStorage.setItem(STORAGE_KEY, chosen);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  });
  instance.use(initReactI18next).init({
    resources,
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'shell',
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return instance;
}

function recall(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

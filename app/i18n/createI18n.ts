import { type BackendModule, createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { toAppError } from '../../src/index.ts';
import {
  ENGLISH,
  LANGUAGES,
  type Language,
  loadLessonMessages,
  loadMessages,
  loadStudyMessages,
  type PageMessages,
} from './resources.ts';

const STORAGE_KEY = 'pruning-lab.language';

/** The remembered language, else the first of the browser's that we have, else English. */
export function chooseLanguage(remembered: string | null, preferred: readonly string[]): Language {
  const known = (tag: string | null | undefined) =>
    LANGUAGES.find((language) => tag?.toLowerCase().split('-')[0] === language);
  return known(remembered) ?? preferred.map(known).find((language) => language) ?? 'en';
}

async function loadNamespace(language: Language, namespace: string): Promise<object> {
  if (namespace === 'lessons') return (await loadLessonMessages(language)).lessons;
  if (namespace === 'studies') return (await loadStudyMessages(language)).studies;
  return (await loadMessages(language))[namespace as keyof PageMessages];
}

/** Fetches what is not part of the page's own script. */
const backend: BackendModule = {
  type: 'backend',
  init() {},
  read(language, namespace, done) {
    loadNamespace(language as Language, namespace).then(
      (messages) => done(null, messages),
      (reason: unknown) => done(toAppError(reason), null),
    );
  },
};

/** The page's messages, once those of `language` are there; `<html lang>` and the memory of the choice follow the language. */
export async function createI18n(
  language: Language = chooseLanguage(recall(), navigator.languages),
): Promise<i18n> {
  const instance = createInstance();
  instance.on('languageChanged', (chosen) => {
    document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : chosen;
    try {
      localStorage.setItem(STORAGE_KEY, chosen);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  });
  await instance
    .use(backend)
    .use(initReactI18next)
    .init({
      resources: { en: ENGLISH },
      partialBundledLanguages: true,
      ns: Object.keys(ENGLISH),
      lng: language,
      fallbackLng: 'en',
      defaultNS: 'shell',
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

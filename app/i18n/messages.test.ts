import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../src/index.ts';
import { loadLessonMessages, loadMessages, loadStudyMessages } from './resources.ts';

const resources = {
  en: {
    ...(await loadMessages('en')),
    ...(await loadLessonMessages('en')),
    ...(await loadStudyMessages('en')),
  },
  zh: {
    ...(await loadMessages('zh')),
    ...(await loadLessonMessages('zh')),
    ...(await loadStudyMessages('zh')),
  },
};

/** Every message by its path. */
function flatten(messages: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(messages)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === 'string') found.set(here, value);
    else for (const [inner, text] of flatten(value as object, here)) found.set(inner, text);
  }
  return found;
}

const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]).sort();

describe.each(Object.keys(resources.en) as (keyof typeof resources.en)[])('messages of %s', (namespace) => {
  const en = flatten(resources.en[namespace]);
  const zh = flatten(resources.zh[namespace]);

  it('have the same keys in English and Chinese', () => {
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
  });

  it('have the same placeholders in English and Chinese', () => {
    for (const [key, text] of en)
      expect([key, placeholders(zh.get(key) ?? '')]).toEqual([key, placeholders(text)]);
  });

  it('are never empty', () => {
    for (const [key, text] of [...en, ...zh]) expect([key, text.trim().length > 0]).toEqual([key, true]);
  });
});

describe('error messages', () => {
  it.each(ERROR_CODES)('say what happened and what to do for %s', (code) => {
    for (const language of ['en', 'zh'] as const) {
      const entry = resources[language].errors[code];
      expect(entry.title).not.toBe('');
      expect(entry.action).not.toBe('');
    }
  });

  it('exist for known codes only', () => {
    expect(Object.keys(resources.en.errors).sort()).toEqual([...ERROR_CODES].sort());
  });
});

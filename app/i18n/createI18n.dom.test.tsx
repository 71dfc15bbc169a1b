import { afterEach, describe, expect, it } from 'vitest';
import { chooseLanguage, createI18n } from './createI18n.ts';

afterEach(() => localStorage.clear());

describe('the language of the page', () => {
  it('is the remembered one, else the first of the browser that we have, else English', () => {
    expect(chooseLanguage('zh', ['en-US'])).toBe('zh');
    expect(chooseLanguage(null, ['fr-FR', 'zh-TW', 'en'])).toBe('zh');
    expect(chooseLanguage('xx', ['fr'])).toBe('en');
  });

  it('is said in <html lang> and remembered', async () => {
    const messages = await createI18n('en');
    expect(document.documentElement.lang).toBe('en');
    await messages.changeLanguage('zh');
    expect(document.documentElement.lang).toBe('zh-CN');
    expect((await createI18n()).language).toBe('zh');
  });

  it('fills placeholders and plural forms', async () => {
    const messages = await createI18n('en');
    expect(messages.t('rail.banner', { count: 1 })).toBe('This recipe holds 1 step. Run it?');
    expect((await createI18n('zh')).t('steps.fineTune', { count: 2 })).toBe('微调 2 轮');
  });
});

import { useTranslation } from 'react-i18next';

/** What exactly went wrong, as the engine says it: in English, and so folded away where the page is not. */
export function ErrorMessage({ text }: { readonly text: string }) {
  const { t, i18n } = useTranslation();
  if (!text) return null;
  const message = (
    <div lang="en" style={{ opacity: 0.75, fontSize: 'var(--mantine-font-size-xs)' }}>
      {text}
    </div>
  );
  if (i18n.language === 'en') return message;
  return (
    <details>
      <summary style={{ fontSize: 'var(--mantine-font-size-xs)', cursor: 'pointer' }}>
        {t('notices.exact')}
      </summary>
      {message}
    </details>
  );
}

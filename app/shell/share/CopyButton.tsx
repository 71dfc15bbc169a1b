import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './share.module.css';

interface CopyButtonProps {
  /** What it does, in words. */
  readonly label: string;
  readonly text: string;
  /** What has been copied already. */
  readonly initial?: string | undefined;
  readonly primary?: boolean;
}

/** Copies a text, and says so for as long as the text stays the same. */
export function CopyButton({ label, text, initial, primary = false }: CopyButtonProps) {
  const { t } = useTranslation('share');
  const [done, setDone] = useState<{ readonly text: string; readonly ok: boolean } | undefined>(
    initial === undefined ? undefined : { text: initial, ok: true },
  );
  const now = done?.text === text ? done : undefined;
  const copy = async () => {
    const ok = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    setDone({ text, ok: ok ?? false });
  };
  return (
    <>
      <Button
        // The dialog is opened for it, and stands before the link does.
        autoFocus={primary}
        variant={primary ? 'filled' : 'default'}
        leftSection={now?.ok ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        onClick={() => void copy()}
      >
        {label}
      </Button>
      <span role="status" className={classes.status}>
        {now && (now.ok ? t(primary ? 'copied' : 'isCopied') : t('cannotCopy'))}
      </span>
    </>
  );
}

import { Group, Stack, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './CopyButton.tsx';
import classes from './share.module.css';
import { toEmbedCode } from './toEmbedCode.ts';

/** The HTML that puts the link into another page, to copy. */
export function EmbedCode({ href }: { readonly href: string }) {
  const { t } = useTranslation('share');
  const code = toEmbedCode(href, t('name', { ns: 'shell' }));
  return (
    <Stack gap={6}>
      <Textarea
        label={t('embed.code')}
        description={t('embed.codeHint')}
        readOnly
        rows={3}
        value={code}
        classNames={{ input: classes.code! }}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group gap="xs" className={classes.actions!}>
        <CopyButton label={t('embed.copy')} text={code} />
      </Group>
    </Stack>
  );
}

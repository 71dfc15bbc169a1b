import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import { withLinkOptions } from '../../linkOptions.ts';
import { useLinkOptions } from '../linkOptionsContext.ts';
import { CopyButton } from './CopyButton.tsx';
import { EmbedCode } from './EmbedCode.tsx';
import { LinkOptionFields } from './LinkOptionFields.tsx';
import { isLongLink, SAFE_LENGTH } from './linkLength.ts';
import { PageSketch } from './PageSketch.tsx';
import classes from './share.module.css';
import type { MadeLink } from './useMadeLink.ts';
import { useReceiverWords } from './useReceiverWords.ts';

/** The link with its length, what shapes it, and what the person who opens it will see. */
export function LinkForm({ link }: { readonly link: MadeLink }) {
  const { t } = useTranslation('share');
  const format = useFormat();
  // A page that was opened by a link with options hands them on, unless they are changed.
  const [options, setOptions] = useState(useLinkOptions());
  const href = withLinkOptions(link.href, options);
  const words = useReceiverWords(options, link.steps);

  return (
    <Stack gap="md">
      <Stack gap={6}>
        <TextInput
          label={t('link')}
          readOnly
          value={href}
          onFocus={(event) => event.currentTarget.select()}
          description={
            isLongLink(href)
              ? t('long', {
                  count: href.length,
                  length: format.count(href.length),
                  safe: format.count(SAFE_LENGTH),
                })
              : t('length', { count: href.length, length: format.count(href.length) })
          }
          inputWrapperOrder={['label', 'input', 'description']}
        />
        <Group gap="xs" className={classes.actions!}>
          <CopyButton label={t('copy')} text={href} initial={link.copied ? link.href : undefined} primary />
          <Button
            component="a"
            href={href}
            target="_blank"
            rel="noopener"
            variant="default"
            leftSection={<IconExternalLink size={16} aria-hidden />}
          >
            {t('openTab')}
          </Button>
        </Group>
      </Stack>
      <section className={classes.receiver} aria-label={t('sees.title')}>
        <PageSketch options={options} />
        <div>
          <Title order={3} size="sm">
            {t('sees.title')}
          </Title>
          <Text component="ul" size="sm" className={classes.words!} aria-live="polite">
            {words.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </Text>
        </div>
      </section>
      <LinkOptionFields options={options} onChange={setOptions} />
      {options.embed && <EmbedCode href={href} />}
    </Stack>
  );
}

import { Anchor } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { withLinkOptions } from '../../linkOptions.ts';
import { useLinkOptions } from '../linkOptionsContext.ts';

/** From an embedded page to the whole one, in a tab of its own; what the link locks and hides stays so. */
export function FullPageLink() {
  const { t } = useTranslation('rail');
  const options = useLinkOptions();
  return (
    <Anchor
      href={withLinkOptions(location.href, { ...options, embed: false })}
      target="_blank"
      rel="noopener"
      size="sm"
      style={{ display: 'inline-flex', gap: 6, alignItems: 'center', whiteSpace: 'nowrap' }}
    >
      {t('link.fullPage')}
      <IconExternalLink size={15} aria-hidden />
    </Anchor>
  );
}

import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type AppError, NETWORK_FILE_LIMITS, type NetworkRefusal } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';

const REASONS = {
  'too-large': true,
  'no-network': true,
  'several-networks': true,
  'not-json': true,
  'damaged-zip': true,
  'no-open-network': true,
} as const satisfies Readonly<Record<NetworkRefusal, true>>;

const isReason = (refusal: unknown): refusal is NetworkRefusal =>
  typeof refusal === 'string' && refusal in REASONS;

/** Why files cannot be opened: a sentence, and below it the exact one of what read them. */
export function Refused({ error }: { readonly error: AppError }) {
  const { t } = useTranslation('files');
  const format = useFormat();
  const { code, details, message } = error;
  const { filesBytes, modelJsonBytes } = NETWORK_FILE_LIMITS;
  const sentence = (): string => {
    if (isReason(details.refusal)) {
      return t(`refused.${details.refusal}`, {
        most: format.bytes(filesBytes),
        mostJson: format.bytes(modelJsonBytes),
      });
    }
    if (code === 'invalid-weights' && typeof details.path === 'string')
      return t('refused.missingFile', { file: details.path });
    if (code === 'invalid-network' || code === 'invalid-weights' || code === 'not-a-number')
      return t(`refused.${code}`);
    return `${t(`${code}.title`, { ns: 'errors' })} ${t(`${code}.action`, { ns: 'errors' })}`;
  };
  return (
    <Alert color="orange" title={t('refused.title')} role="alert">
      {sentence()}
      <Text size="xs" mt={6} style={{ overflowWrap: 'anywhere', opacity: 0.8 }}>
        {message}
      </Text>
    </Alert>
  );
}

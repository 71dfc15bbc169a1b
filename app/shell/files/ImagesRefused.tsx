import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type AppError, type ImagesRefusal, OWN_LIMITS } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';

const REASONS = {
  'no-images': true,
  'no-classes': true,
  'one-class': true,
  'too-many-classes': true,
  'too-many-images': true,
  'too-many-files': true,
  'too-large': true,
  'damaged-zip': true,
  'damaged-idx': true,
  'unpaired-idx': true,
  'several-idx': true,
  'no-canvas': true,
  forgotten: true,
} as const satisfies Readonly<Record<ImagesRefusal, true>>;

const isReason = (refusal: unknown): refusal is ImagesRefusal =>
  typeof refusal === 'string' && refusal in REASONS;

/** Why files cannot be taken in as images: a sentence, and below it the exact one of what read them. */
export function ImagesRefused({ error }: { readonly error: AppError }) {
  const { t } = useTranslation(['ownData', 'errors']);
  const format = useFormat();
  const { code, details, message } = error;
  const { images, classes, entries, allBytes, idxBytes } = OWN_LIMITS;
  const sentence = isReason(details.refusal)
    ? t(`refused.${details.refusal}`, {
        images: format.count(images),
        classes,
        files: format.count(entries),
        most: format.bytes(allBytes),
        mostIdx: format.bytes(idxBytes),
      })
    : `${t(`errors:${code}.title`)} ${t(`errors:${code}.action`)}`;
  return (
    <Alert color="orange" title={t('refused.title')} role="alert">
      {sentence}
      <Text size="xs" mt={6} style={{ overflowWrap: 'anywhere', opacity: 0.8 }}>
        {message}
      </Text>
    </Alert>
  );
}

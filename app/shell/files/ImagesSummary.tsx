import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { OWN_FORMS, type OwnForm, type OwnImagesSummary } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { PixelImage } from '../../pictures/PixelImage.tsx';
import classes from './files.module.css';

interface ImagesSummaryProps {
  readonly summary: OwnImagesSummary;
  readonly form: OwnForm;
}

/** What files hold: how many images of which classes, some of them as a network gets them, and what is left out. */
export function ImagesSummary({ summary, form }: ImagesSummaryProps) {
  const { t } = useTranslation('ownData');
  const format = useFormat();
  const { title, samples, leftOut } = summary;
  const all = summary.classes.reduce((sum, { images }) => sum + images, 0);
  const divided = summary.classes.some(({ test }) => test !== null);
  return (
    <>
      <div>
        <Text fw={600}>{title || t('untitled')}</Text>
        <Text size="sm">
          {[
            t('images', { count: all, images: format.count(all) }),
            t('classes', { count: summary.classes.length }),
          ].join(' · ')}
        </Text>
      </div>
      <figure className={classes.samples} aria-label={t('samples')}>
        {samples.map(({ label, pixels }, place) => (
          <span
            // The place is the picture's.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={place}
            className={classes.sample}
          >
            {pixels[form] && <PixelImage pixels={pixels[form]} shape={OWN_FORMS[form]} size={56} />}
            <span className={classes.sampleName}>{summary.classes[label]?.name}</span>
          </span>
        ))}
      </figure>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <section className={classes.layers} tabIndex={0} aria-label={t('classesTable')}>
        <Table stickyHeader verticalSpacing={3} className={classes.layerTable!}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('className')}</Table.Th>
              {divided && <Table.Th ta="right">{t('training')}</Table.Th>}
              {divided && <Table.Th ta="right">{t('test')}</Table.Th>}
              {!divided && <Table.Th ta="right">{t('count')}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {summary.classes.map(({ name, images, test }) => (
              <Table.Tr key={name}>
                <Table.Td>{name}</Table.Td>
                {divided && <Table.Td ta="right">{format.count(images - (test ?? 0))}</Table.Td>}
                <Table.Td ta="right">{format.count(divided ? (test ?? 0) : images)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
      {leftOut.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {t('leftOut.title')}
          </Text>
          <ul className={classes.notes}>
            {leftOut.map(({ reason, count, example }) => (
              <li key={reason}>
                {t(`leftOut.${reason}`, { count, files: format.count(count) })}{' '}
                <Text span size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  {t(count === 1 ? 'leftOut.only' : 'leftOut.example', { file: example })}
                </Text>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

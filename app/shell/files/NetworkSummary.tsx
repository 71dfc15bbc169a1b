import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { NetworkFileSummary } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import classes from './files.module.css';
import { formatShape } from './fitDatasets.ts';

/** What a file holds: what it takes and gives, its layers, and what was changed on the way in. */
export function NetworkSummary({ summary }: { readonly summary: NetworkFileSummary }) {
  const { t } = useTranslation('files');
  const format = useFormat();
  const facts = [
    t('in.input', { shape: formatShape(summary.inputShape) }),
    t('in.classes', { count: summary.classes }),
    t('in.parameters', { params: format.count(summary.parameters) }),
    format.bytes(summary.sizeBytes),
  ];
  return (
    <>
      <div>
        <Text fw={600}>{summary.name}</Text>
        <Text size="sm">{facts.join(' · ')}</Text>
        <Text size="xs" c="dimmed">
          {summary.source === 'weights' && t('in.forOpen')}
          {summary.generatedBy && t('in.writtenBy', { tool: summary.generatedBy })}
        </Text>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <section className={classes.layers} tabIndex={0} aria-label={t('in.layers')}>
        <Table stickyHeader verticalSpacing={3} className={classes.layerTable!}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('in.layer')}</Table.Th>
              <Table.Th>{t('in.kind')}</Table.Th>
              <Table.Th ta="right">{t('in.gives')}</Table.Th>
              <Table.Th ta="right">{t('in.values')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {summary.layers.map(({ name, className, shape, parameters }) => (
              <Table.Tr key={name} {...(shape ? {} : { c: 'dimmed' })}>
                <Table.Td>{name}</Table.Td>
                <Table.Td>{className}</Table.Td>
                <Table.Td ta="right" className={classes.figure!}>
                  {shape ? formatShape(shape) : t('in.noNode')}
                </Table.Td>
                <Table.Td ta="right" className={classes.figure!}>
                  {parameters > 0 ? format.count(parameters) : ''}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
      {summary.notes.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {t('in.notes')}
          </Text>
          <ul className={classes.notes}>
            {summary.notes.map(({ code, subject }) => (
              <li key={`${code} ${subject}`}>{t(`in.note.${code}`, { subject })}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PositiveInput } from '../../ui/PositiveInput.tsx';
import { pruneField, usePruneChange } from './pruneField.ts';
import { DEFAULT_BLOCK } from './pruning.ts';

const MOST = 256;

/** How many inputs and outputs a block holds. */
export const BlockField = pruneField(function BlockField({ draft }) {
  const { t } = useTranslation('forms');
  const { change } = usePruneChange();
  const [rows, columns] = draft.block ?? DEFAULT_BLOCK;
  const set = (block: [number, number]) => change((step) => ({ ...step, block }));
  return (
    <Group gap="sm" grow wrap="nowrap">
      <PositiveInput
        label={t('prune.blockRows')}
        value={rows}
        max={MOST}
        step={1}
        onChange={(value) => set([value, columns])}
      />
      <PositiveInput
        label={t('prune.blockColumns')}
        value={columns}
        max={MOST}
        step={1}
        onChange={(value) => set([rows, value])}
      />
    </Group>
  );
});

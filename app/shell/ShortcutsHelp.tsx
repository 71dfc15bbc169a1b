import { Kbd, Modal, Table } from '@mantine/core';
import { useOs } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { VIEW_IDS } from '../store/labState.ts';

interface ShortcutsHelpProps {
  readonly onClose: () => void;
}

/** All keys at a glance. */
export function ShortcutsHelp({ onClose }: ShortcutsHelpProps) {
  const { t } = useTranslation();
  const os = useOs();
  const mod = os === 'macos' || os === 'ios' ? '⌘' : 'Ctrl';
  const shortcuts = [
    { keys: [mod, 'Z'], label: t('shortcuts.undo') },
    { keys: [mod, '⇧', 'Z'], label: t('shortcuts.redo') },
    { keys: [t('shortcuts.space')], label: t('shortcuts.playPause') },
    { keys: ['S'], label: t('shortcuts.stepOnce') },
    { keys: VIEW_IDS.map((_, index) => String(index + 1)), label: t('shortcuts.views') },
    { keys: ['↑', '↓'], label: t('shortcuts.tree') },
    { keys: ['B'], label: t('shortcuts.compare') },
    { keys: ['?'], label: t('shortcuts.help') },
  ];
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('shortcuts.title')}
      centered
      closeButtonProps={{ 'aria-label': t('topBar.close') }}
    >
      <Table>
        <Table.Tbody>
          {shortcuts.map(({ keys, label }) => (
            <Table.Tr key={label}>
              <Table.Td>{label}</Table.Td>
              <Table.Td ta="right">
                {keys.map((key) => (
                  <Kbd key={key} ml={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}

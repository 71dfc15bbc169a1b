import { Kbd, Modal, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { VIEW_IDS } from '../store/labState.ts';
import { useModKey } from './palette/useModKey.ts';

interface ShortcutsHelpProps {
  readonly onClose: () => void;
}

interface Shortcut {
  readonly keys: readonly string[];
  readonly label: string;
}

/** All keys at a glance, by where they work. */
export function ShortcutsHelp({ onClose }: ShortcutsHelpProps) {
  const { t: shell } = useTranslation();
  const { t } = useTranslation('palette');
  const mod = useModKey();
  const groups: readonly { readonly title: string; readonly shortcuts: readonly Shortcut[] }[] = [
    {
      title: t('keys.everywhere'),
      shortcuts: [
        { keys: [mod, 'K'], label: t('keys.commands') },
        { keys: [mod, 'Z'], label: shell('shortcuts.undo') },
        { keys: [mod, '⇧', 'Z'], label: shell('shortcuts.redo') },
        { keys: [shell('shortcuts.space')], label: shell('shortcuts.playPause') },
        { keys: ['S'], label: shell('shortcuts.stepOnce') },
        { keys: VIEW_IDS.map((_, index) => String(index + 1)), label: shell('shortcuts.views') },
        { keys: ['L'], label: shell('topBar.shareHint') },
        { keys: ['?'], label: shell('shortcuts.help') },
        { keys: [t('keys.escape')], label: t('keys.close') },
      ],
    },
    {
      title: t('keys.row'),
      shortcuts: [
        { keys: ['↑', '↓'], label: shell('shortcuts.tree') },
        { keys: [t('keys.home'), t('keys.end')], label: t('keys.ends') },
        { keys: [t('keys.enter')], label: t('keys.select') },
        { keys: ['B'], label: shell('shortcuts.compare') },
        { keys: ['N'], label: t('keys.note') },
        { keys: ['F2'], label: t('keys.rename') },
        { keys: [t('keys.delete')], label: t('keys.remove') },
      ],
    },
    { title: t('keys.charts'), shortcuts: [{ keys: ['←', '→'], label: t('keys.cursor') }] },
    {
      title: t('keys.lesson'),
      shortcuts: [
        { keys: ['P', 'N'], label: t('keys.pages') },
        { keys: [t('keys.escape')], label: t('keys.leave') },
      ],
    },
  ];
  return (
    <Modal
      opened
      onClose={onClose}
      title={shell('shortcuts.title')}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': shell('topBar.close') }}
    >
      {groups.map(({ title, shortcuts }) => (
        <Table key={title} mb="sm" withRowBorders={false} verticalSpacing={4}>
          <Table.Caption style={{ captionSide: 'top', textAlign: 'left', fontWeight: 600, marginTop: 0 }}>
            {title}
          </Table.Caption>
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
      ))}
    </Modal>
  );
}

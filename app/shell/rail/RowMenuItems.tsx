import { Menu } from '@mantine/core';
import { IconDice5, IconGitBranch, IconNote, IconPencil, IconRepeat, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../../store/labContext.ts';
import type { TreeNode } from '../../store/labState.ts';

interface RowMenuItemsProps {
  readonly node: TreeNode;
  readonly onRename: () => void;
  readonly onNote: () => void;
}

/** What can be done with a row. */
export function RowMenuItems({ node, onRename, onNote }: RowMenuItemsProps) {
  const { t } = useTranslation('rail');
  const select = useLab((state) => state.select);
  const remove = useLab((state) => state.remove);
  const repeat = useLab((state) => state.repeat);
  const openDialog = useLab((state) => state.openDialog);
  const running = useLab((state) => state.job.kind === 'running');
  const open = useLab((state) => state.session === 'open');
  const done = node.status === 'done';
  return (
    <>
      <Menu.Item
        leftSection={<IconGitBranch size={15} />}
        disabled={!done}
        title={t('menu.branchHint')}
        onClick={() => select(node.id)}
      >
        {t('menu.branch')}
      </Menu.Item>
      {node.step && (
        <>
          <Menu.Item leftSection={<IconPencil size={15} />} disabled={running} onClick={onRename}>
            {t('menu.rename')}
          </Menu.Item>
          <Menu.Item leftSection={<IconNote size={15} />} disabled={running} onClick={onNote}>
            {t(node.step.note ? 'menu.editNote' : 'menu.addNote')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconRepeat size={15} />}
            disabled={running || !open || !done}
            title={t('menu.repeatHint')}
            onClick={() => void repeat(node.id)}
          >
            {t('menu.repeat')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconDice5 size={15} />}
            disabled={!done}
            title={t('menu.seedsHint')}
            onClick={() => {
              select(node.id);
              openDialog('seeds');
            }}
          >
            {t('menu.seeds')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconTrash size={15} />} disabled={running} onClick={() => remove(node.id)}>
            {t('menu.remove')}
          </Menu.Item>
        </>
      )}
    </>
  );
}

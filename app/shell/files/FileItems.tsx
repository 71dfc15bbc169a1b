import { Menu } from '@mantine/core';
import {
  IconArchive,
  IconDeviceFloppy,
  IconDownload,
  IconFolderOpen,
  IconFolders,
  IconHistory,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClient, useLabStore } from '../../store/labContext.ts';
import { chooseFolder } from './brought.ts';
import { showFileDialog } from './fileDialogs.ts';
import { openBrought } from './openFile.ts';
import { useFileActions } from './useFileActions.ts';

interface FileItemsProps {
  readonly onOpen: () => void;
  readonly onSessions: () => void;
}

/** What the file menu offers. */
export function FileItems({ onOpen, onSessions }: FileItemsProps) {
  const { t } = useTranslation('files');
  const store = useLabStore();
  const client = useClient();
  const { saveRecipe, saveSession } = useFileActions();
  return (
    <>
      <Menu.Item leftSection={<IconFolderOpen size={16} />} onClick={onOpen} title={t('openHint')}>
        {t('open')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconFolders size={16} />}
        onClick={() => chooseFolder((files) => void openBrought(files, store, client))}
        title={t('openFolderHint')}
      >
        {t('openFolder')}
      </Menu.Item>
      <Menu.Item leftSection={<IconHistory size={16} />} onClick={onSessions}>
        {t('sessions')}
      </Menu.Item>
      <Menu.Item leftSection={<IconArchive size={16} />} onClick={() => void saveSession()}>
        {t('saveSession')}
      </Menu.Item>
      <Menu.Item leftSection={<IconDeviceFloppy size={16} />} onClick={saveRecipe}>
        {t('saveRecipe')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconDownload size={16} />}
        onClick={() => showFileDialog({ kind: 'takeHome' })}
        title={t('takeHomeHint')}
      >
        {t('takeHome')}
      </Menu.Item>
    </>
  );
}

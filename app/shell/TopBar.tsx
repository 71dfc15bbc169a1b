import { ActionIcon, Button, FileButton, Group, Menu, Text, Tooltip } from '@mantine/core';
import { IconDots, IconFile, IconKeyboard, IconShare } from '@tabler/icons-react';
import { lazy, type RefObject, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useLabStore } from '../store/labContext.ts';
import { BackendBadge } from './BackendBadge.tsx';
import { NetworkMenu } from './networks/NetworkMenu.tsx';
import { LanguageItems, LanguageSwitch, ThemeItems, ThemeMenu } from './Preferences.tsx';
import classes from './TopBar.module.css';
import { useShare } from './useShare.ts';

const importFileItems = () => import('./files/FileItems.tsx');
const FileItems = lazy(async () => ({ default: (await importFileItems()).FileItems }));
const SessionsDialog = lazy(async () => ({
  default: (await import('./files/SessionsDialog.tsx')).SessionsDialog,
}));

interface TopBarProps {
  readonly onHelp: () => void;
}

/** Name, network and data, backend, and everything that has to do with files, links and preferences. */
export function TopBar({ onHelp }: TopBarProps) {
  const { t } = useTranslation();
  const share = useShare();
  const openChooser = useRef<() => void>(null);
  const [sessionsOpened, setSessionsOpened] = useState(false);
  const fileItems = (
    <Suspense>
      <FileItems onOpen={() => openChooser.current?.()} onSessions={() => setSessionsOpened(true)} />
    </Suspense>
  );
  return (
    <div className={classes.bar}>
      <Text component="h1" className={classes.name!}>
        {t('name')}
      </Text>
      <NetworkMenu />
      <BackendBadge />
      <span className={classes.space} />
      <HiddenFileButton openRef={openChooser} />
      <Group gap={4} wrap="nowrap" visibleFrom="lg">
        <Tooltip label={t('topBar.shareHint')}>
          <Button
            size="sm"
            variant="light"
            leftSection={<IconShare size={16} />}
            onClick={() => void share()}
          >
            {t('topBar.share')}
          </Button>
        </Tooltip>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              size="sm"
              variant="subtle"
              color="gray"
              leftSection={<IconFile size={16} />}
              // Loaded while the pointer is on its way, so that the menu opens whole.
              onPointerEnter={() => void importFileItems()}
            >
              {t('topBar.file')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>{fileItems}</Menu.Dropdown>
        </Menu>
        <LanguageSwitch />
        <ThemeMenu />
        <Tooltip label={t('topBar.shortcuts')}>
          <ActionIcon size={34} onClick={onHelp} aria-label={t('topBar.shortcuts')}>
            <IconKeyboard size={19} />
          </ActionIcon>
        </Tooltip>
      </Group>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <ActionIcon size={34} hiddenFrom="lg" aria-label={t('topBar.more')}>
            <IconDots size={20} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconShare size={16} />} onClick={() => void share()}>
            {t('topBar.share')}
          </Menu.Item>
          {fileItems}
          <Menu.Divider />
          <Menu.Label>{t('topBar.language')}</Menu.Label>
          <LanguageItems />
          <Menu.Label>{t('topBar.theme')}</Menu.Label>
          <ThemeItems />
          <Menu.Divider />
          <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onHelp}>
            {t('topBar.shortcuts')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>{sessionsOpened && <SessionsDialog onClose={() => setSessionsOpened(false)} />}</Suspense>
    </div>
  );
}

interface HiddenFileButtonProps {
  readonly openRef: RefObject<(() => void) | null>;
}

/** The file chooser itself; it must outlive the menu that opens it. */
function HiddenFileButton({ openRef }: HiddenFileButtonProps) {
  const store = useLabStore();
  const client = useClient();
  const open = async (file: File | null) => {
    if (file) await (await import('./files/openFile.ts')).openFile(file, store, client);
  };
  return (
    <FileButton accept="application/json,.json,application/zip,.zip" onChange={(file) => void open(file)}>
      {({ onClick }) => {
        openRef.current = onClick;
        return null;
      }}
    </FileButton>
  );
}

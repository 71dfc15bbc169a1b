import { ActionIcon, Button, FileButton, Group, Menu, Text, Tooltip } from '@mantine/core';
import { IconBook2, IconDots, IconFile, IconKeyboard, IconShare } from '@tabler/icons-react';
import { lazy, type RefObject, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayLearn, mayOpen } from '../linkOptions.ts';
import { useClient, useLab, useLabStore } from '../store/labContext.ts';
import { BackendBadge } from './BackendBadge.tsx';
import { useLinkOptions } from './linkOptionsContext.ts';
import { NetworkMenu } from './networks/NetworkMenu.tsx';
import { LanguageItems, LanguageSwitch, ThemeItems, ThemeMenu } from './Preferences.tsx';
import classes from './TopBar.module.css';

const importFileItems = () => import('./files/FileItems.tsx');
const FileItems = lazy(async () => ({ default: (await importFileItems()).FileItems }));
const FullPageLink = lazy(async () => ({ default: (await import('./rail/FullPageLink.tsx')).FullPageLink }));
const SessionsDialog = lazy(async () => ({
  default: (await import('./files/SessionsDialog.tsx')).SessionsDialog,
}));

/** Name, network and data, backend, and everything that has to do with files, links and preferences. */
export function TopBar() {
  const { t } = useTranslation();
  const options = useLinkOptions();
  const openDialog = useLab((state) => state.openDialog);
  const onHelp = () => openDialog('shortcuts');
  const mayShare = !options.hide.includes('share');
  const hasFiles = mayOpen(options);
  const hasLessons = mayLearn(options);
  const onLessons = () => openDialog('lessons');
  const openChooser = useRef<() => void>(null);
  const [sessionsOpened, setSessionsOpened] = useState(false);
  const fileItems = (
    <Suspense>
      <FileItems onOpen={() => openChooser.current?.()} onSessions={() => setSessionsOpened(true)} />
    </Suspense>
  );
  if (options.embed) {
    return (
      <div className={classes.bar} data-embed>
        <Text component="h1" className={classes.name!}>
          {t('name')}
        </Text>
        <NetworkMenu />
        <BackendBadge />
        <span className={classes.space} />
        <Suspense>
          <FullPageLink />
        </Suspense>
      </div>
    );
  }
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
        {hasLessons && (
          <Button
            size="sm"
            variant="subtle"
            color="gray"
            leftSection={<IconBook2 size={16} />}
            onClick={onLessons}
          >
            {t('topBar.lessons')}
          </Button>
        )}
        {mayShare && (
          <Tooltip label={t('topBar.shareHint')}>
            <Button
              size="sm"
              variant="light"
              leftSection={<IconShare size={16} />}
              onClick={() => openDialog('share')}
            >
              {t('topBar.share')}
            </Button>
          </Tooltip>
        )}
        {hasFiles && (
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
        )}
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
          {hasLessons && (
            <Menu.Item leftSection={<IconBook2 size={16} />} onClick={onLessons}>
              {t('topBar.lessons')}
            </Menu.Item>
          )}
          {mayShare && (
            <Menu.Item leftSection={<IconShare size={16} />} onClick={() => openDialog('share')}>
              {t('topBar.share')}
            </Menu.Item>
          )}
          {hasFiles && fileItems}
          {(hasLessons || mayShare || hasFiles) && <Menu.Divider />}
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
  const reset = useRef<() => void>(null);
  const open = async (files: readonly File[]) => {
    // Forgotten at once, so that the same files can be chosen again.
    reset.current?.();
    await (await import('./files/openFile.ts')).openFiles(files, store, client);
  };
  return (
    <FileButton
      resetRef={reset}
      multiple
      // IDX files have no ending that they could be told by.
      accept="*/*"
      onChange={(files) => void open(files)}
    >
      {({ onClick }) => {
        openRef.current = onClick;
        return null;
      }}
    </FileButton>
  );
}

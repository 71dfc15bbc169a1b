import { ActionIcon, Button, FileButton, Group, Menu, Text, Tooltip } from '@mantine/core';
import {
  IconDeviceFloppy,
  IconDots,
  IconDownload,
  IconFile,
  IconFolderOpen,
  IconKeyboard,
  IconMask,
  IconShare,
} from '@tabler/icons-react';
import { type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { BackendBadge } from './BackendBadge.tsx';
import { NetworkMenu } from './networks/NetworkMenu.tsx';
import { LanguageItems, LanguageSwitch, ThemeItems, ThemeMenu } from './Preferences.tsx';
import classes from './TopBar.module.css';
import { useRecipeActions } from './useRecipeActions.ts';

interface TopBarProps {
  readonly onHelp: () => void;
}

/** Name, network and data, backend, and everything that has to do with files, links and preferences. */
export function TopBar({ onHelp }: TopBarProps) {
  const { t } = useTranslation();
  const actions = useRecipeActions();
  const openFile = useRef<() => void>(null);
  return (
    <div className={classes.bar}>
      <Text component="h1" className={classes.name!}>
        {t('name')}
      </Text>
      <NetworkMenu />
      <BackendBadge />
      <span className={classes.space} />
      <HiddenFileButton open={actions.open} openRef={openFile} />
      <Group gap={4} wrap="nowrap" visibleFrom="lg">
        <Tooltip label={t('topBar.shareHint')}>
          <Button
            size="sm"
            variant="light"
            leftSection={<IconShare size={16} />}
            onClick={() => void actions.share()}
          >
            {t('topBar.share')}
          </Button>
        </Tooltip>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button size="sm" variant="subtle" color="gray" leftSection={<IconFile size={16} />}>
              {t('topBar.file')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <FileItems actions={actions} onOpen={() => openFile.current?.()} />
          </Menu.Dropdown>
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
          <Menu.Item leftSection={<IconShare size={16} />} onClick={() => void actions.share()}>
            {t('topBar.share')}
          </Menu.Item>
          <FileItems actions={actions} onOpen={() => openFile.current?.()} />
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
    </div>
  );
}

interface HiddenFileButtonProps {
  readonly open: (file: File | null) => Promise<void>;
  readonly openRef: RefObject<(() => void) | null>;
}

/** The file chooser itself; it must outlive the menu that opens it. */
function HiddenFileButton({ open, openRef }: HiddenFileButtonProps) {
  return (
    <FileButton accept="application/json,.json" onChange={(file) => void open(file)}>
      {({ onClick }) => {
        openRef.current = onClick;
        return null;
      }}
    </FileButton>
  );
}

interface FileItemsProps {
  readonly actions: ReturnType<typeof useRecipeActions>;
  readonly onOpen: () => void;
}

function FileItems({ actions, onOpen }: FileItemsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Menu.Item leftSection={<IconFolderOpen size={16} />} onClick={onOpen}>
        {t('topBar.openRecipe')}
      </Menu.Item>
      <Menu.Item leftSection={<IconDeviceFloppy size={16} />} onClick={actions.saveRecipe}>
        {t('topBar.saveRecipe')}
      </Menu.Item>
      <Menu.Item leftSection={<IconDownload size={16} />} onClick={() => void actions.saveWeights()}>
        {t('topBar.saveWeights')}
      </Menu.Item>
      <Menu.Item leftSection={<IconMask size={16} />} onClick={() => void actions.saveMasks()}>
        {t('topBar.saveMasks')}
      </Menu.Item>
    </>
  );
}

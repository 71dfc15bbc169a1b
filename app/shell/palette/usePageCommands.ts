import { useMantineColorScheme } from '@mantine/core';
import {
  IconArchive,
  IconBook2,
  IconDeviceDesktop,
  IconDeviceFloppy,
  IconDownload,
  IconFolderOpen,
  IconHistory,
  IconKeyboard,
  IconLanguage,
  IconMicroscope,
  IconMoon,
  IconShare,
  IconStack2,
  IconSun,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Recipe } from '../../../src/index.ts';
import { LANGUAGES } from '../../i18n/resources.ts';
import { mayLearn, mayOpen } from '../../linkOptions.ts';
import { useClient, useLab, useLabStore } from '../../store/labContext.ts';
import { showFileDialog } from '../files/fileDialogs.ts';
import { ACCEPTED_FILES, openFiles } from '../files/openFile.ts';
import { useFileActions } from '../files/useFileActions.ts';
import { useLinkOptions } from '../linkOptionsContext.ts';
import { isOpen, networkTitle, TRAINED, toPresetRecipe } from '../networks/networkChoices.ts';
import { chooseFiles } from './chooseFiles.ts';
import type { Command } from './filterCommands.ts';

const THEMES = [
  { value: 'light', label: 'topBar.themeLight', Icon: IconSun },
  { value: 'dark', label: 'topBar.themeDark', Icon: IconMoon },
  { value: 'auto', label: 'topBar.themeAuto', Icon: IconDeviceDesktop },
] as const;

/** Commands for files, networks and the page itself; a network is handed to `onOpen`, which may ask first. */
export function usePageCommands(onOpen: (recipe: Recipe) => void): Command[] {
  const { t, i18n } = useTranslation('palette');
  const { t: shell } = useTranslation();
  const { t: rail } = useTranslation('rail');
  const { setColorScheme } = useMantineColorScheme();
  const store = useLabStore();
  const client = useClient();
  const header = useLab((state) => state.header);
  const openDialog = useLab((state) => state.openDialog);
  const { saveRecipe, saveSession } = useFileActions();
  const options = useLinkOptions();

  const commands: Command[] = [];
  if (mayLearn(options)) {
    const label = shell('topBar.lessons');
    commands.push({ id: 'lessons', group: 'page', label, Icon: IconBook2, run: () => openDialog('lessons') });
    commands.push({
      id: 'studies',
      group: 'page',
      label: rail('menu.studies'),
      Icon: IconMicroscope,
      run: () => openDialog('studies'),
    });
  }
  if (!options.hide.includes('share') && !options.embed) {
    commands.push({
      id: 'share',
      group: 'file',
      label: t('share'),
      keys: ['L'],
      Icon: IconShare,
      run: () => openDialog('share'),
    });
  }
  if (mayOpen(options)) {
    commands.push(
      {
        id: 'open',
        group: 'file',
        label: t('open'),
        Icon: IconFolderOpen,
        run: () => chooseFiles(ACCEPTED_FILES, (files) => void openFiles(files, store, client)),
      },
      {
        id: 'sessions',
        group: 'file',
        label: t('sessions'),
        Icon: IconHistory,
        run: () => openDialog('sessions'),
      },
    );
  }
  if (!options.hide.includes('file') && !options.embed) {
    commands.push(
      {
        id: 'takeHome',
        group: 'file',
        label: t('takeHome'),
        Icon: IconDownload,
        run: () => showFileDialog({ kind: 'takeHome' }),
      },
      { id: 'saveRecipe', group: 'file', label: t('saveRecipe'), Icon: IconDeviceFloppy, run: saveRecipe },
      {
        id: 'saveSession',
        group: 'file',
        label: t('saveSession'),
        Icon: IconArchive,
        run: () => void saveSession(),
      },
    );
  }
  for (const { preset, dataset } of options.lock.length > 0 ? [] : TRAINED) {
    const recipe = toPresetRecipe(preset, dataset, true);
    if (isOpen(recipe, header)) continue;
    const names = { network: networkTitle(preset), dataset: shell(`datasets.${dataset}`) };
    commands.push({
      id: `network ${preset} ${dataset}`,
      group: 'network',
      label: t('network', names),
      Icon: IconStack2,
      run: () => onOpen(recipe),
    });
  }
  for (const language of LANGUAGES) {
    if (language === i18n.language) continue;
    commands.push({
      id: `language ${language}`,
      group: 'page',
      label: t(`languageName.${language}`),
      Icon: IconLanguage,
      run: () => void i18n.changeLanguage(language),
    });
  }
  for (const { value, label, Icon } of THEMES) {
    const theme = shell(label);
    commands.push({
      id: `theme ${value}`,
      group: 'page',
      label: t('theme', { theme }),
      Icon,
      run: () => setColorScheme(value),
    });
  }
  commands.push({
    id: 'shortcuts',
    group: 'page',
    label: shell('topBar.shortcuts'),
    keys: ['?'],
    Icon: IconKeyboard,
    run: () => openDialog('shortcuts'),
  });
  return commands;
}

import { ActionIcon, Menu, SegmentedControl, Tooltip, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '../i18n/resources.ts';

/** Each language in its own script, whatever language the page is in. */
const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'EN', zh: '中文' };

const THEMES = [
  { value: 'light', label: 'topBar.themeLight', Icon: IconSun },
  { value: 'dark', label: 'topBar.themeDark', Icon: IconMoon },
  { value: 'auto', label: 'topBar.themeAuto', Icon: IconDeviceDesktop },
] as const;

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('topBar.language')}
      value={i18n.language}
      data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      onChange={(language) => void i18n.changeLanguage(language)}
    />
  );
}

export function LanguageItems() {
  const { i18n } = useTranslation();
  return LANGUAGES.map((language) => (
    <Menu.Item
      key={language}
      rightSection={i18n.language === language ? <IconCheck size={16} aria-hidden /> : null}
      onClick={() => void i18n.changeLanguage(language)}
    >
      {LANGUAGE_NAMES[language]}
    </Menu.Item>
  ));
}

export function ThemeMenu() {
  const { t } = useTranslation();
  const { colorScheme } = useMantineColorScheme();
  const { Icon } = THEMES.find(({ value }) => value === colorScheme) ?? THEMES[2];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('topBar.theme')}>
          <ActionIcon size={34} aria-label={t('topBar.theme')}>
            <Icon size={18} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <ThemeItems />
      </Menu.Dropdown>
    </Menu>
  );
}

export function ThemeItems() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return THEMES.map(({ value, label, Icon }) => (
    <Menu.Item
      key={value}
      leftSection={<Icon size={16} />}
      rightSection={value === colorScheme ? <IconCheck size={16} aria-hidden /> : null}
      onClick={() => setColorScheme(value)}
    >
      {t(label)}
    </Menu.Item>
  ));
}

import { Menu } from '@mantine/core';
import { IconCommand, IconDice5, IconMicroscope, IconRepeat } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { mayLearn } from '../../linkOptions.ts';
import { useLab } from '../../store/labContext.ts';
import { useLinkOptions } from '../linkOptionsContext.ts';

/** What can be done with the recipe as a whole. */
export function RailMenuItems() {
  const { t } = useTranslation('rail');
  const openDialog = useLab((state) => state.openDialog);
  const hasStudies = mayLearn(useLinkOptions());
  return (
    <>
      <Menu.Item
        leftSection={<IconRepeat size={15} />}
        title={t('menu.againHint')}
        onClick={() => openDialog('again')}
      >
        {t('menu.again')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconDice5 size={15} />}
        title={t('menu.seedsHint')}
        onClick={() => openDialog('seeds')}
      >
        {t('menu.seeds')}
      </Menu.Item>
      <Menu.Divider />
      {hasStudies && (
        <Menu.Item
          leftSection={<IconMicroscope size={15} />}
          title={t('menu.studiesHint')}
          onClick={() => openDialog('studies')}
        >
          {t('menu.studies')}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconCommand size={15} />} onClick={() => openDialog('palette')}>
        {t('menu.commands')}
      </Menu.Item>
    </>
  );
}

import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLab } from '../store/labContext.ts';
import { VIEW_IDS, type ViewId } from '../store/labState.ts';
import classes from './Stage.module.css';

/** Chooses the view that stands beside the first one. */
export function BesideSelect() {
  const { t } = useTranslation();
  const view = useLab((state) => state.view);
  const beside = useLab((state) => state.besideView);
  const setBeside = useLab((state) => state.setBesideView);
  return (
    <Select
      className={classes.beside!}
      size="xs"
      w={150}
      clearable
      aria-label={t('stage.beside')}
      placeholder={t('stage.besideNone')}
      value={beside === view ? null : beside}
      data={VIEW_IDS.filter((id) => id !== view).map((id) => ({ value: id, label: t(`stage.view.${id}`) }))}
      onChange={(id) => setBeside(id as ViewId | null)}
    />
  );
}

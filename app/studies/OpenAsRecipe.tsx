import { Button, Text } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recipe } from '../../src/index.ts';
import { ConfirmDialog } from '../lessons/ConfirmDialog.tsx';
import { mayOpen } from '../linkOptions.ts';
import { useLinkOptions } from '../shell/linkOptionsContext.ts';
import { useLab } from '../store/labContext.ts';
import classes from './studies.module.css';

interface OpenAsRecipeProps {
  readonly units: readonly { readonly name: string; readonly recipe: Recipe }[];
}

/** Puts a recipe of the study into the rail, its steps pending. The session before is kept; where it could not be, the person is asked. */
export function OpenAsRecipe({ units }: OpenAsRecipeProps) {
  const { t } = useTranslation('studies');
  const openRecipe = useLab((state) => state.openRecipe);
  const openDialog = useLab((state) => state.openDialog);
  const isUnsaved = useLab((state) => state.kept === 'failed');
  const isOpen = useLab((state) => state.session === 'open');
  const [asked, setAsked] = useState<Recipe | null>(null);
  if (!mayOpen(useLinkOptions())) return null;
  const open = (recipe: Recipe) => {
    openDialog(null);
    void openRecipe(recipe);
  };
  return (
    <div className={classes.open}>
      {units.map(({ name, recipe }) => (
        <Button
          key={name}
          size="compact-sm"
          variant="default"
          leftSection={<IconListDetails size={14} />}
          disabled={!isOpen}
          onClick={() => (isUnsaved ? setAsked(recipe) : open(recipe))}
        >
          {units.length === 1 ? t('ui.openRecipe') : t('ui.openRecipeOf', { name })}
        </Button>
      ))}
      <Text size="xs" c="dimmed">
        {t('ui.openHint')}
      </Text>
      {asked && (
        <ConfirmDialog
          title={t('ui.openTitle')}
          text={t('ui.openUnsaved')}
          confirm={t('ui.openAnyway')}
          cancel={t('ui.keep')}
          onConfirm={() => open(asked)}
          onCancel={() => setAsked(null)}
        />
      )}
    </div>
  );
}

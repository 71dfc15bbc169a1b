import { Button, Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recipe } from '../../../src/index.ts';
import { useLab } from '../../store/labContext.ts';
import { useLinkOptions } from '../linkOptionsContext.ts';
import classes from './NetworkMenu.module.css';
import { headerNetwork, networkTitle } from './networkChoices.ts';
import { useDatasetTitle } from './useDatasetTitle.ts';

const importList = () => import('./NetworkList.tsx');
const NetworkList = lazy(async () => ({ default: (await importList()).NetworkList }));
const NetworkEditor = lazy(async () => ({ default: (await import('./NetworkEditor.tsx')).NetworkEditor }));
const ReplaceNetworkDialog = lazy(async () => ({
  default: (await import('./ReplaceNetworkDialog.tsx')).ReplaceNetworkDialog,
}));

/** Chooses network and data set, or builds a network; asks first where steps would be closed. */
export function NetworkMenu() {
  const { t } = useTranslation();
  const header = useLab((state) => state.header);
  const hasSteps = useLab((state) => state.nodes.length > 1);
  const openRecipe = useLab((state) => state.openRecipe);
  const datasetTitle = useDatasetTitle();
  const [opened, setOpened] = useState(false);
  const [editor, setEditor] = useState<'unseen' | 'open' | 'closed'>('unseen');
  const [asked, setAsked] = useState<Recipe | null>(null);
  const name = t('networks.item', {
    network: networkTitle(headerNetwork(header)),
    dataset: datasetTitle(header.dataset.name),
  });
  const locked = useLinkOptions().lock.length > 0;
  const open = (recipe: Recipe) => (hasSteps ? setAsked(recipe) : void openRecipe(recipe));

  if (locked) {
    return (
      <span className={`${classes.target} ${classes.name}`} style={{ fontWeight: 500 }}>
        {name}
      </span>
    );
  }
  return (
    <>
      <Popover
        position="bottom-start"
        width={360}
        shadow="md"
        trapFocus
        returnFocus
        opened={opened}
        onChange={setOpened}
      >
        <Popover.Target>
          <Button
            variant="default"
            size="sm"
            px="sm"
            className={classes.target!}
            rightSection={<IconChevronDown size={15} />}
            aria-label={`${t('topBar.network')}: ${name}`}
            // Loaded while the pointer is on its way, so that the list opens whole.
            onPointerEnter={() => void importList()}
            onClick={() => setOpened(!opened)}
          >
            <span className={classes.name}>{name}</span>
          </Button>
        </Popover.Target>
        <Popover.Dropdown className={classes.dropdown!} aria-label={t('topBar.network')}>
          <Suspense>
            <NetworkList
              onOpen={(recipe) => {
                setOpened(false);
                open(recipe);
              }}
              onBuild={() => {
                setOpened(false);
                setEditor('open');
              }}
            />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
      {/* What was filled in stays when the dialog is closed. */}
      <Suspense>
        {editor !== 'unseen' && (
          <NetworkEditor
            opened={editor === 'open'}
            onClose={() => setEditor('closed')}
            onOpen={(recipe) => {
              setEditor('closed');
              open(recipe);
            }}
          />
        )}
        {asked && (
          <ReplaceNetworkDialog
            onClose={() => setAsked(null)}
            onConfirm={() => {
              void openRecipe(asked);
              setAsked(null);
            }}
          />
        )}
      </Suspense>
    </>
  );
}

import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../store/labContext.ts';
import {
  headerNetwork,
  isOpen,
  NETWORK_CHOICES,
  type NetworkChoice,
  networkTitle,
  toChoiceRecipe,
} from './networkChoices.ts';

const ReplaceNetworkDialog = lazy(async () => ({
  default: (await import('./ReplaceNetworkDialog.tsx')).ReplaceNetworkDialog,
}));

/** Chooses network and data set; asks first where steps would be closed. */
export function NetworkMenu() {
  const { t } = useTranslation();
  const header = useLab((state) => state.header);
  const hasSteps = useLab((state) => state.nodes.length > 1);
  const openRecipe = useLab((state) => state.openRecipe);
  const [asked, setAsked] = useState<NetworkChoice | null>(null);
  const name = (network: string, dataset: NetworkChoice['dataset']) =>
    t('networks.item', { network: networkTitle(network), dataset: t(`datasets.${dataset}`) });
  const open = (choice: NetworkChoice) => void openRecipe(toChoiceRecipe(choice));

  const items = (trained: boolean) =>
    NETWORK_CHOICES.filter((choice) => choice.trained === trained).map((choice) => (
      <Menu.Item
        key={`${choice.preset} ${choice.dataset}`}
        rightSection={isOpen(choice, header) ? <IconCheck size={16} aria-hidden /> : null}
        onClick={() => (hasSteps ? setAsked(choice) : open(choice))}
      >
        {name(choice.preset, choice.dataset)}
      </Menu.Item>
    ));

  return (
    <>
      <Menu position="bottom-start" width={280}>
        <Menu.Target>
          <Button
            variant="default"
            size="sm"
            px="sm"
            rightSection={<IconChevronDown size={15} />}
            aria-label={`${t('topBar.network')}: ${name(headerNetwork(header), header.dataset.name)}`}
          >
            {name(headerNetwork(header), header.dataset.name)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {t('networks.trained')} · {t('networks.trainedNote')}
          </Menu.Label>
          {items(true)}
          <Menu.Divider />
          <Menu.Label>
            {t('networks.untrained')} · {t('networks.untrainedNote')}
          </Menu.Label>
          {items(false)}
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {asked && (
          <ReplaceNetworkDialog
            onClose={() => setAsked(null)}
            onConfirm={() => {
              open(asked);
              setAsked(null);
            }}
          />
        )}
      </Suspense>
    </>
  );
}

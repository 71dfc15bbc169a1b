import { Kbd, Modal, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recipe } from '../../../src/index.ts';
import { useLab } from '../../store/labContext.ts';
import { type Command, filterCommands } from './filterCommands.ts';
import classes from './palette.module.css';
import { usePageCommands } from './usePageCommands.ts';
import { useRecipeCommands } from './useRecipeCommands.ts';
import { useStageCommands } from './useStageCommands.ts';

const ReplaceNetworkDialog = lazy(async () => ({
  default: (await import('../networks/ReplaceNetworkDialog.tsx')).ReplaceNetworkDialog,
}));

/** Everything that can be done, by name: typed, chosen with the arrows, done with Enter. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('palette');
  const hasSteps = useLab((state) => state.nodes.length > 1);
  const openRecipe = useLab((state) => state.openRecipe);
  const [asked, setAsked] = useState<Recipe | null>(null);
  const page = usePageCommands((recipe) => (hasSteps ? setAsked(recipe) : void openRecipe(recipe)));
  const commands = [...useStageCommands(), ...useRecipeCommands(), ...page];

  if (asked) {
    const confirm = () => {
      onClose();
      void openRecipe(asked);
    };
    return (
      <Suspense>
        <ReplaceNetworkDialog onClose={onClose} onConfirm={confirm} />
      </Suspense>
    );
  }
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={560}
      yOffset="12vh"
      attributes={{ content: { 'aria-label': t('title') } }}
    >
      <CommandList
        commands={commands}
        onRun={(command) => {
          // A command that opens another dialog takes this one's place.
          if (command.group !== 'network' || !hasSteps) onClose();
          command.run();
        }}
      />
    </Modal>
  );
}

interface CommandListProps {
  readonly commands: readonly Command[];
  readonly onRun: (command: Command) => void;
}

function CommandList({ commands, onRun }: CommandListProps) {
  const { t } = useTranslation('palette');
  const listId = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const found = filterCommands(commands, query, (group) => t(`groups.${group}`));
  const current = found[Math.min(at, found.length - 1)];
  const optionId = (command: Command) => `${listId} ${command.id}`.replaceAll(' ', '-');

  useEffect(() => {
    if (current) list.current?.querySelector('[aria-selected=true]')?.scrollIntoView?.({ block: 'nearest' });
  }, [current]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined)
      setAt((Math.min(at, found.length - 1) + move + found.length) % (found.length || 1));
    else if (event.key === 'Enter' && current) onRun(current);
    else return;
    event.preventDefault();
  };

  return (
    <div>
      <TextInput
        data-autofocus
        variant="unstyled"
        size="md"
        px="md"
        leftSection={<IconSearch size={18} />}
        leftSectionWidth={40}
        className={classes.search!}
        placeholder={t('search')}
        aria-label={t('search')}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={current && optionId(current)}
        autoComplete="off"
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={listId} role="listbox" aria-label={t('title')} className={classes.list}>
        {found.map((command, index) => (
          <div key={command.id}>
            {command.group !== found[index - 1]?.group && (
              <div className={classes.group} role="presentation">
                {t(`groups.${command.group}`)}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys */}
            <div
              id={optionId(command)}
              role="option"
              tabIndex={-1}
              aria-selected={command === current}
              className={classes.item}
              onClick={() => onRun(command)}
              onPointerMove={() => index !== at && setAt(index)}
            >
              {command.Icon && <command.Icon size={17} aria-hidden />}
              <span>{command.label}</span>
              {command.keys?.map((key) => (
                <Kbd key={key} size="xs">
                  {key}
                </Kbd>
              ))}
            </div>
          </div>
        ))}
        {found.length === 0 && (
          <Text size="sm" c="dimmed" p="md">
            {t('none')}
          </Text>
        )}
      </div>
      <div className={classes.hint}>{t('hint')}</div>
    </div>
  );
}

import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconDice5,
  IconEye,
  IconPin,
  IconPinnedOff,
  IconRepeat,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../../store/labContext.ts';
import { nameOf } from '../../store/treeNodes.ts';
import { useLinkOptions } from '../linkOptionsContext.ts';
import { useSelectedNode } from '../usePanel.ts';
import type { Command } from './filterCommands.ts';
import { useModKey } from './useModKey.ts';

/** Commands for the tree: the way back, what is looked at and compared, and running it again. None where the rail is hidden. */
export function useRecipeCommands(): Command[] {
  const { t } = useTranslation('palette');
  const { t: shell } = useTranslation();
  const { t: rail } = useTranslation('rail');
  const mod = useModKey();
  const hidden = useLinkOptions().hide.includes('rail');
  const nodes = useLab((state) => state.nodes);
  const comparedId = useLab((state) => state.comparedId);
  const running = useLab((state) => state.job.kind === 'running');
  const undoCount = useLab((state) => state.undoCount);
  const redoCount = useLab((state) => state.redoCount);
  const undo = useLab((state) => state.undo);
  const redo = useLab((state) => state.redo);
  const select = useLab((state) => state.select);
  const compare = useLab((state) => state.compare);
  const openDialog = useLab((state) => state.openDialog);
  const selected = useSelectedNode();
  if (hidden) return [];

  const recipe = (
    id: string,
    label: string,
    Icon: NonNullable<Command['Icon']>,
    run: () => void,
  ): Command => ({
    id,
    group: 'recipe',
    label,
    Icon,
    run,
  });
  const done = nodes.filter(({ status }) => status === 'done');
  const others = done.filter(({ id }) => id !== selected?.id);
  const commands: Command[] = [];
  if (!running && undoCount > 0) {
    commands.push({ ...recipe('undo', shell('rail.undo'), IconArrowBackUp, undo), keys: [mod, 'Z'] });
  }
  if (!running && redoCount > 0) {
    commands.push({ ...recipe('redo', shell('rail.redo'), IconArrowForwardUp, redo), keys: [mod, '⇧', 'Z'] });
  }
  const parentId = selected?.parentId;
  if (parentId && parentId !== comparedId) {
    commands.push(recipe('comparePrevious', t('comparePrevious'), IconPin, () => compare(parentId)));
  }
  if (comparedId) {
    commands.push(recipe('compareNone', t('compareNone'), IconPinnedOff, () => compare(null)));
  }
  if (done.length > 1) {
    commands.push(
      recipe('again', rail('menu.again'), IconRepeat, () => openDialog('again')),
      recipe('seeds', rail('menu.seeds'), IconDice5, () => openDialog('seeds')),
    );
  }
  for (const node of others) {
    commands.push(
      recipe(`look ${node.id}`, t('look', { name: nameOf(node) }), IconEye, () => select(node.id)),
    );
  }
  for (const node of others) {
    if (node.id === comparedId) continue;
    const label = t('compare', { name: nameOf(node) });
    commands.push(recipe(`compare ${node.id}`, label, IconPin, () => compare(node.id)));
  }
  return commands;
}

import {
  IconChartHistogram,
  IconFlag,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlayerTrackNext,
  IconScissors,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../../store/labContext.ts';
import { VIEW_IDS } from '../../store/labState.ts';
import { useLinkOptions } from '../linkOptionsContext.ts';
import { useBlockedReason } from '../usePanel.ts';
import { useRunControls } from '../useTraining.ts';
import type { Command } from './filterCommands.ts';

const KINDS = ['prune', 'train', 'compact', 'rewind', 'reinitialize', 'recalibrate'] as const;

/** Commands for the views, the training and the step being made; none of what the link hides. */
export function useStageCommands(): Command[] {
  const { t } = useTranslation('palette');
  const { t: shell } = useTranslation();
  const { hide } = useLinkOptions();
  const setView = useLab((state) => state.setView);
  const chooseKind = useLab((state) => state.chooseKind);
  const draft = useLab((state) => state.draft);
  const applyStep = useLab((state) => state.applyStep);
  const blocked = useBlockedReason() !== undefined;
  const { state, playPause, stepOnce, finish, stop } = useRunControls();

  const commands: Command[] = [];
  if (!hide.includes('tabs')) {
    VIEW_IDS.forEach((view, index) => {
      commands.push({
        id: `view ${view}`,
        group: 'view',
        label: shell(`stage.view.${view}`),
        keys: [String(index + 1)],
        Icon: IconChartHistogram,
        run: () => setView(view),
      });
    });
  }
  if (!hide.includes('run')) {
    const play = state === 'playing' ? 'run.pause' : state === 'paused' ? 'run.resume' : 'run.play';
    const add = (id: string, label: string, Icon: typeof IconFlag, run?: () => void, key?: string) => {
      if (run) commands.push({ id, group: 'run', label, Icon, run, ...(key ? { keys: [key] } : {}) });
    };
    add('playPause', shell(play), IconPlayerPlay, playPause, shell('shortcuts.space'));
    add('stepOnce', shell('run.stepOnce'), IconPlayerTrackNext, stepOnce, 'S');
    add('finish', shell('run.finish'), IconFlag, finish);
    add('stop', shell('run.stop'), IconPlayerStop, stop);
  }
  if (!hide.includes('panel')) {
    if (!blocked) {
      commands.push({
        id: 'applyDraft',
        group: 'step',
        label: `${t('applyDraft')} (${shell(`steps.kind.${draft.kind}`)})`,
        Icon: IconScissors,
        run: () => void applyStep(draft),
      });
    }
    for (const kind of KINDS) {
      commands.push({
        id: `kind ${kind}`,
        group: 'step',
        label: t('chooseKind', { kind: shell(`steps.kind.${kind}`) }),
        Icon: IconScissors,
        run: () => chooseKind(kind),
      });
    }
  }
  return commands;
}

import { useHotkeys } from '@mantine/hooks';
import { useLab } from '../store/labContext.ts';
import { VIEW_IDS } from '../store/labState.ts';
import { useLinkOptions } from './linkOptionsContext.ts';
import { useRunControls } from './useTraining.ts';

/** True where the key already means something to what has the focus. */
function isTaken(event: KeyboardEvent): boolean {
  return (
    event.target instanceof Element &&
    event.target.closest('button, a, [role=treeitem], [role=slider], [role=menu], [role=dialog]') !== null
  );
}

/**
 * The keys of the whole page; all but that of the commands do nothing while the person types in a field, and none does
 * what the link hides. Draws nothing, so that what they follow draws nothing anew.
 */
export function Shortcuts() {
  const undo = useLab((state) => state.undo);
  const redo = useLab((state) => state.redo);
  const setView = useLab((state) => state.setView);
  const openDialog = useLab((state) => state.openDialog);
  const { hide, embed } = useLinkOptions();
  const { playPause, stepOnce } = useRunControls();
  const unless = (part: (typeof hide)[number], action: () => void) => () => {
    if (!hide.includes(part)) action();
  };
  const help = () => openDialog('shortcuts');
  useHotkeys([['mod+K', () => openDialog('palette')]], []);
  useHotkeys([
    ['mod+Z', unless('rail', undo)],
    ['mod+shift+Z', unless('rail', redo)],
    [
      'space',
      (event) => {
        if (isTaken(event) || hide.includes('run')) return;
        event.preventDefault();
        playPause?.();
      },
      { preventDefault: false },
    ],
    ['S', unless('run', () => stepOnce?.())],
    ['L', unless('share', () => embed || openDialog('share'))],
    ['shift+?', help],
    ['?', help],
    ...VIEW_IDS.map((view, index): [string, () => void] => [
      String(index + 1),
      unless('tabs', () => setView(view)),
    ]),
  ]);
  return null;
}

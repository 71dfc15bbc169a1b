import { useHotkeys } from '@mantine/hooks';
import { useLab } from '../store/labContext.ts';
import { VIEW_IDS } from '../store/labState.ts';
import { useRunControls } from './useTraining.ts';

/** True where the key already means something to what has the focus. */
function isTaken(event: KeyboardEvent): boolean {
  return (
    event.target instanceof Element &&
    event.target.closest('button, a, [role=treeitem], [role=slider], [role=menu], [role=dialog]') !== null
  );
}

/** The keys of the whole page; they do nothing while the person types in a field. */
export function useShortcuts(onHelp: () => void): void {
  const undo = useLab((state) => state.undo);
  const redo = useLab((state) => state.redo);
  const setView = useLab((state) => state.setView);
  const { playPause, stepOnce } = useRunControls();
  useHotkeys([
    ['mod+Z', undo],
    ['mod+shift+Z', redo],
    [
      'space',
      (event) => {
        if (isTaken(event)) return;
        event.preventDefault();
        playPause?.();
      },
      { preventDefault: false },
    ],
    ['S', () => stepOnce?.()],
    ['shift+?', onHelp],
    ['?', onHelp],
    ...VIEW_IDS.map((view, index): [string, () => void] => [String(index + 1), () => setView(view)]),
  ]);
}

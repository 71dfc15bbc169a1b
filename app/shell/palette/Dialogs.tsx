import { lazy, Suspense } from 'react';
import { useLab } from '../../store/labContext.ts';
import { useFocusReturn } from './useFocusReturn.ts';

const ShortcutsHelp = lazy(async () => ({ default: (await import('../ShortcutsHelp.tsx')).ShortcutsHelp }));
const CommandPalette = lazy(async () => ({ default: (await import('./CommandPalette.tsx')).CommandPalette }));
const SeedsDialog = lazy(async () => ({ default: (await import('../rail/SeedsDialog.tsx')).SeedsDialog }));
const AgainDialog = lazy(async () => ({ default: (await import('../rail/AgainDialog.tsx')).AgainDialog }));
const SessionsDialog = lazy(async () => ({
  default: (await import('../files/SessionsDialog.tsx')).SessionsDialog,
}));
const ShareDialog = lazy(async () => ({ default: (await import('../share/ShareDialog.tsx')).ShareDialog }));
const LessonsDialog = lazy(async () => ({
  default: (await import('../../lessons/LessonsDialog.tsx')).LessonsDialog,
}));

const StudiesDialog = lazy(async () => ({
  default: (await import('../../studies/StudiesDialog.tsx')).StudiesDialog,
}));

/** The dialogs that can be opened from anywhere, one at a time; each is loaded when it is asked for. */
export function Dialogs() {
  const dialog = useLab((state) => state.dialog);
  const openDialog = useLab((state) => state.openDialog);
  const close = () => openDialog(null);
  useFocusReturn();
  return (
    <Suspense>
      {dialog === 'shortcuts' && <ShortcutsHelp onClose={close} />}
      {dialog === 'palette' && <CommandPalette onClose={close} />}
      {dialog === 'seeds' && <SeedsDialog onClose={close} />}
      {dialog === 'again' && <AgainDialog onClose={close} />}
      {dialog === 'share' && <ShareDialog onClose={close} />}
      {dialog === 'lessons' && <LessonsDialog onClose={close} />}
      {dialog === 'studies' && <StudiesDialog onClose={close} />}
      {dialog === 'sessions' && <SessionsDialog onClose={close} />}
    </Suspense>
  );
}

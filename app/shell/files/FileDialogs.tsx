import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { useLab } from '../../store/labContext.ts';
import { fileDialogs, showFileDialog } from './fileDialogs.ts';
import { waitsForOwn } from './ownWeights.ts';

const TakeHomeDialog = lazy(async () => ({ default: (await import('./TakeHomeDialog.tsx')).TakeHomeDialog }));
const TakeInDialog = lazy(async () => ({ default: (await import('./TakeInDialog.tsx')).TakeInDialog }));
const MissingWeightsDialog = lazy(async () => ({
  default: (await import('./MissingWeightsDialog.tsx')).MissingWeightsDialog,
}));

/** The dialogs of files, each loaded when it is opened. */
export function FileDialogs() {
  const dialog = useStore(fileDialogs, (state) => state.dialog);
  const waiting = useLab(waitsForOwn);
  const weights = useLab((state) => state.header.weights);
  const close = () => showFileDialog({ kind: 'none' });
  return (
    <Suspense>
      {waiting && <MissingWeightsDialog key={weights} hidden={dialog.kind !== 'none'} />}
      {dialog.kind === 'takeHome' && <TakeHomeDialog onClose={close} />}
      {dialog.kind === 'takeIn' && <TakeInDialog files={dialog.files} onClose={close} />}
    </Suspense>
  );
}

import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { useLab } from '../../store/labContext.ts';
import { fileDialogs, showFileDialog } from './fileDialogs.ts';
import { waitsForImages, waitsForOwn } from './ownWeights.ts';

const TakeHomeDialog = lazy(async () => ({ default: (await import('./TakeHomeDialog.tsx')).TakeHomeDialog }));
const TakeInDialog = lazy(async () => ({ default: (await import('./TakeInDialog.tsx')).TakeInDialog }));
const MissingWeightsDialog = lazy(async () => ({
  default: (await import('./MissingWeightsDialog.tsx')).MissingWeightsDialog,
}));
const MissingImagesDialog = lazy(async () => ({
  default: (await import('./MissingImagesDialog.tsx')).MissingImagesDialog,
}));
const TakeInImagesDialog = lazy(async () => ({
  default: (await import('./TakeInImagesDialog.tsx')).TakeInImagesDialog,
}));

/** The dialogs of files, each loaded when it is opened. */
export function FileDialogs() {
  const dialog = useStore(fileDialogs, (state) => state.dialog);
  const waiting = useLab(waitsForOwn);
  const waitingForImages = useLab(waitsForImages);
  const images = useLab((state) => state.header.dataset.name);
  const weights = useLab((state) => state.header.weights);
  const close = () => showFileDialog({ kind: 'none' });
  return (
    <Suspense>
      {waiting && <MissingWeightsDialog key={weights} hidden={dialog.kind !== 'none'} />}
      {waitingForImages && <MissingImagesDialog key={images} hidden={dialog.kind !== 'none'} />}
      {dialog.kind === 'takeHome' && <TakeHomeDialog onClose={close} />}
      {dialog.kind === 'takeIn' && <TakeInDialog files={dialog.files} onClose={close} />}
      {dialog.kind === 'takeInImages' && <TakeInImagesDialog files={dialog.files} onClose={close} />}
    </Suspense>
  );
}

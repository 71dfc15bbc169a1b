import { useCallback, useEffect, useState } from 'react';
import type { DatasetManifest } from '../../src/index.ts';
import { loadPicture, type PictureRefusal } from './loadPicture.ts';
import { pictureStore } from './pictureStore.ts';

/** Why the last file gave no picture. */
export type PictureFault = PictureRefusal | 'blank';

/** Opens files, and what is pasted while the page is looked at; tells what was wrong with the last one. */
export function usePictureFile(target: DatasetManifest) {
  const [fault, setFault] = useState<PictureFault | null>(null);
  const open = useCallback(
    async (file: File | null | undefined) => {
      if (!file) return;
      const loaded = await loadPicture(file);
      if (loaded.kind === 'refused') setFault(loaded.why);
      else setFault(pictureStore.getState().read(target, loaded.picture) ? null : 'blank');
    },
    [target],
  );
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const [file] = event.clipboardData?.files ?? [];
      if (!file) return;
      event.preventDefault();
      void open(file);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [open]);
  const clear = useCallback(() => {
    setFault(null);
    pictureStore.getState().clear();
  }, []);
  return { fault, open, clear };
}

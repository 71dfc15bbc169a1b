import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BroughtFile } from '../../../src/index.ts';
import { useClient, useLabStore } from '../../store/labContext.ts';
import { notify } from '../../ui/notify.ts';
import { readDropped, toBrought } from './brought.ts';
import { FileDialogs } from './FileDialogs.tsx';
import classes from './files.module.css';
import { holdsOpenable, openBrought } from './openFile.ts';

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes in files that are dropped or pasted anywhere on the page, and shows the dialogs of files; pictures are left to the views that want them. */
export function DropTarget() {
  const { t } = useTranslation('files');
  const store = useLabStore();
  const client = useClient();
  const [over, setOver] = useState(false);

  useEffect(() => {
    const take = (files: readonly BroughtFile[]) => {
      if (holdsOpenable(files)) void openBrought(files, store, client);
      else
        void notify({
          title: t('unknownFile'),
          message: t('unknownFileText', { name: files.map(({ path }) => path).join(', ') }),
          color: 'orange',
        });
    };
    const onDragOver = (event: DragEvent) => {
      if (!holdsFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      setOver(true);
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      const dropped = event.dataTransfer;
      if (!dropped || dropped.files.length === 0 || event.defaultPrevented) return;
      event.preventDefault();
      readDropped(dropped).then(
        (files) => files.length > 0 && take(files),
        (thrown: unknown) => store.getState().fail(thrown),
      );
    };
    const onPaste = (event: ClipboardEvent) => {
      const files = toBrought([...(event.clipboardData?.files ?? [])]);
      if (holdsOpenable(files) && !event.defaultPrevented) take(files);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    window.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
      window.removeEventListener('paste', onPaste);
    };
  }, [store, client, t]);

  return (
    <>
      {over && (
        <div className={classes.drop} role="status">
          {t('drop')}
        </div>
      )}
      <FileDialogs />
    </>
  );
}

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useLabStore } from '../../store/labContext.ts';
import { notify } from '../../ui/notify.ts';
import { FileDialogs } from './FileDialogs.tsx';
import classes from './files.module.css';
import { holdsOpenable, openFiles } from './openFile.ts';

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes in files that are dropped or pasted anywhere on the page, and shows the dialogs of files; pictures are left to the views that want them. */
export function DropTarget() {
  const { t } = useTranslation('files');
  const store = useLabStore();
  const client = useClient();
  const [over, setOver] = useState(false);

  useEffect(() => {
    const take = (files: readonly File[]) => {
      if (holdsOpenable(files)) void openFiles(files, store, client);
      else
        void notify({
          title: t('unknownFile'),
          message: t('unknownFileText', { name: files.map(({ name }) => name).join(', ') }),
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
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0 || event.defaultPrevented) return;
      event.preventDefault();
      take(files);
    };
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
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

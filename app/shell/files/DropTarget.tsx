import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient, useLabStore } from '../../store/labContext.ts';
import { notify } from '../../ui/notify.ts';
import classes from './files.module.css';
import { kindOfFile, openFile } from './openFile.ts';

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes in files that are dropped or pasted anywhere on the page; pictures are left to the views that want them. */
export function DropTarget() {
  const { t } = useTranslation('files');
  const store = useLabStore();
  const client = useClient();
  const [over, setOver] = useState(false);

  useEffect(() => {
    const take = (file: File) => {
      if (kindOfFile(file.name)) void openFile(file, store, client);
      else
        void notify({
          title: t('unknownFile'),
          message: t('unknownFileText', { name: file.name }),
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
      const [file] = event.dataTransfer?.files ?? [];
      if (!file || event.defaultPrevented) return;
      event.preventDefault();
      take(file);
    };
    const onPaste = (event: ClipboardEvent) => {
      const [file] = event.clipboardData?.files ?? [];
      if (file && kindOfFile(file.name) && !event.defaultPrevented) take(file);
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

  return over ? (
    <div className={classes.drop} role="status">
      {t('drop')}
    </div>
  ) : null;
}

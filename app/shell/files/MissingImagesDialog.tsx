import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient, useLab, useLabStore } from '../../store/labContext.ts';
import { chooseFolder } from './brought.ts';
import { MissingFiles, type MissingFilesProps } from './MissingFiles.tsx';
import { openBrought } from './openFile.ts';

/** Says that the images a recipe is about are not in its link or file, and takes them from their own files. */
export function MissingImagesDialog({ hidden }: Pick<MissingFilesProps, 'hidden'>) {
  const { t } = useTranslation('ownData');
  const store = useLabStore();
  const client = useClient();
  const steps = useLab((state) => state.nodes.length - 1);
  return (
    <MissingFiles
      hidden={hidden}
      title={t('missing.title')}
      closeLabel={t('close')}
      sentences={[
        t('missing.text'),
        t('missing.ask'),
        ...(steps > 0 ? [t('missing.steps', { count: steps })] : []),
      ]}
      leave={t('missing.leave')}
      choose={t('missing.choose')}
      before={
        <Button
          variant="default"
          onClick={() => chooseFolder((files) => void openBrought(files, store, client))}
        >
          {t('missing.folder')}
        </Button>
      }
    />
  );
}

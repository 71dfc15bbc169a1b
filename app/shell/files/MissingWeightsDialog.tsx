import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLab } from '../../store/labContext.ts';
import { headerNetwork } from '../networks/networkChoices.ts';
import { MissingFiles, type MissingFilesProps } from './MissingFiles.tsx';
import { useKeptSession } from './useKeptSession.ts';

/** Says that the weights a recipe starts from are not in its link or file, and takes them from their own file. */
export function MissingWeightsDialog({ hidden }: Pick<MissingFilesProps, 'hidden'>) {
  const { t } = useTranslation('files');
  const header = useLab((state) => state.header);
  const steps = useLab((state) => state.nodes.length - 1);
  const openSession = useLab((state) => state.openSession);
  const kept = useKeptSession(header.weights);
  return (
    <MissingFiles
      hidden={hidden}
      title={t('missing.title')}
      closeLabel={t('dialog.close')}
      sentences={[
        t('missing.text', { network: headerNetwork(header) }),
        t(kept ? 'missing.kept' : 'missing.ask'),
        ...(!kept && steps > 0 ? [t('missing.steps', { count: steps })] : []),
      ]}
      leave={kept ? undefined : t('missing.leave')}
      choose={t('missing.choose')}
      best={kept && <Button onClick={() => void openSession(kept)}>{t('missing.openKept')}</Button>}
    />
  );
}

import { Loader, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Suspense, use, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { loadStudies, type StudyId } from '../../src/index.ts';
import { useLinkOptions } from '../shell/linkOptionsContext.ts';
import { useClient } from '../store/labContext.ts';
import { StudyList } from './StudyList.tsx';
import { StudyPage } from './StudyPage.tsx';
import classes from './studies.module.css';
import { listStudies, STUDY_GROUPS } from './studyGroups.ts';
import { useStudyStore } from './studyStore.ts';
import { withStudy } from './withStudy.ts';

const loading = loadStudies();
const FIRST: StudyId = listStudies(STUDY_GROUPS[0])[0]!;

/** The experiments of papers: chosen, run on this machine, and set beside what was published. */
export function StudiesDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('studies');
  const narrow = useMediaQuery('(max-width: 760px)') ?? false;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('ui.title')}
      size={1180}
      fullScreen={narrow}
      classNames={{ content: classes.content!, body: classes.body! }}
      closeButtonProps={{ 'aria-label': t('topBar.close', { ns: 'shell' }) }}
    >
      <Suspense fallback={<Loader size="sm" m="auto" />}>
        <Studies narrow={narrow} />
      </Suspense>
    </Modal>
  );
}

function Studies({ narrow }: { readonly narrow: boolean }) {
  const client = useClient();
  const studies = use(loading);
  const linked = useLinkOptions().study;
  const chosen = useStudyStore((state) => state.chosen);
  const choose = useStudyStore((state) => state.choose);
  const load = useStudyStore((state) => state.load);
  const shownId = chosen ?? (narrow ? null : FIRST);

  useEffect(() => {
    void load(client);
  }, [load, client]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog is opened
  useEffect(() => {
    if (linked && chosen === null) choose(linked);
  }, []);
  // The address opens what is looked at, until the dialog is closed.
  useEffect(() => {
    history.replaceState(null, '', withStudy(location.href, shownId));
    return () => history.replaceState(null, '', withStudy(location.href, null));
  }, [shownId]);

  const shown = studies.STUDIES.find(({ id }) => id === shownId);
  return (
    <div className={classes.columns}>
      {!(narrow && shown) && <StudyList shownId={shownId} onChoose={choose} />}
      {shown && (
        <StudyPage
          key={shown.id}
          study={shown}
          studies={studies}
          onBack={narrow ? () => choose(null) : undefined}
        />
      )}
    </div>
  );
}

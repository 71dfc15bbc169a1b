import { Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StudyId } from '../../src/index.ts';
import { useLab } from '../store/labContext.ts';
import classes from './studies.module.css';
import { listStudies, STUDY_GROUPS } from './studyGroups.ts';
import { findRecord, useStudyStore } from './studyStore.ts';
import { useStudyWords } from './useStudyWords.ts';

interface StudyListProps {
  readonly shownId: StudyId | null;
  readonly onChoose: (id: StudyId) => void;
}

/** All studies by what they are about, with what of each is done. */
export function StudyList({ shownId, onChoose }: StudyListProps) {
  const { t } = useTranslation('studies');
  return (
    <nav className={classes.list} aria-label={t('ui.list')}>
      <Text size="xs" c="dimmed" mb={4}>
        {t('ui.explain')}
      </Text>
      {STUDY_GROUPS.map((group) => (
        <section key={group}>
          <h3 className={classes.group}>{t(`ui.groups.${group}`)}</h3>
          <ul>
            {listStudies(group).map((id) => (
              <li key={id}>
                <Entry id={id} isShown={id === shownId} onChoose={onChoose} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

interface EntryProps {
  readonly id: StudyId;
  readonly isShown: boolean;
  readonly onChoose: (id: StudyId) => void;
}

function Entry({ id, isShown, onChoose }: EntryProps) {
  const { t } = useTranslation('studies');
  const { title } = useStudyWords(id);
  const backend = useLab((state) => state.backend?.name);
  const running = useStudyStore(({ run }) => run?.study === id);
  const done = useStudyStore(
    ({ records, size }) => findRecord(records ?? [], id, size, backend)?.seeds.length ?? 0,
  );
  return (
    <UnstyledButton
      className={classes.entry!}
      aria-current={isShown ? 'true' : undefined}
      onClick={() => onChoose(id)}
    >
      <span>{title}</span>
      <small>{running ? t('ui.runningMark') : done > 0 && t('ui.seedsDone', { count: done })}</small>
    </UnstyledButton>
  );
}

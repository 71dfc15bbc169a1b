import { Anchor, Badge, Modal, Text, UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../store/labContext.ts';
import { LESSON_IDS, type LessonId } from './lessonIds.ts';
import { readRecord, scoreOf } from './lessonRecord.ts';
import { useLessonStore } from './lessonStore.ts';
import classes from './lessons.module.css';
import { LESSONS } from './lessons.ts';

/** The ten lessons: what each is about, how long it takes, and how far one is. */
export function LessonsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('lessons');
  const { t: rail } = useTranslation('rail');
  const open = useLessonStore((state) => state.open);
  const openDialog = useLab((state) => state.openDialog);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('ui.title')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('topBar.close', { ns: 'shell' }) }}
    >
      <Text size="sm" mb="sm">
        {t('ui.explain')}
      </Text>
      <ol className={classes.list}>
        {LESSON_IDS.map((id, index) => (
          <li key={id}>
            <UnstyledButton
              className={classes.entry!}
              onClick={() => {
                onClose();
                open(id);
              }}
            >
              <span className={classes.number}>{index + 1}</span>
              <span>
                <b>{t(`${id}.title`)}</b>
                <Text component="span" size="sm" display="block">
                  {t(`${id}.summary`)}
                </Text>
                <Text component="span" size="xs" c="dimmed" display="block">
                  {t('ui.minutes', { count: LESSONS[id].minutes })} · {t(`${id}.measures`)}
                </Text>
              </span>
              <HowFar id={id} />
            </UnstyledButton>
          </li>
        ))}
      </ol>
      <Text size="sm" mt="sm">
        <Anchor component="button" size="sm" onClick={() => openDialog('studies')}>
          {rail('menu.studies')}
        </Anchor>{' '}
        {rail('menu.studiesHint')}
      </Text>
    </Modal>
  );
}

function HowFar({ id }: { readonly id: LessonId }) {
  const { t } = useTranslation('lessons');
  const record = readRecord(id);
  if (record.finishedAt) {
    return (
      <Badge variant="light" leftSection={<IconCheck size={13} />}>
        {t('ui.shortScore', { ...scoreOf(LESSONS[id], record) })}
      </Badge>
    );
  }
  if (record.page === 0) return null;
  const pages = LESSONS[id].pages.length + 1;
  return (
    <Badge variant="light" color="gray">
      {t('ui.onPage', { page: record.page + 1, pages })}
    </Badge>
  );
}

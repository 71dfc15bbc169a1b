import { ActionIcon, Alert, Button, Text, Title, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLab, useLabStore } from '../store/labContext.ts';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { LessonEnd } from './LessonEnd.tsx';
import { isDone, LessonPageBody } from './LessonPageBody.tsx';
import type { LessonId } from './lessonIds.ts';
import { NEW_RECORD } from './lessonRecord.ts';
import { useLessonStore } from './lessonStore.ts';
import classes from './lessons.module.css';
import { LESSONS } from './lessons.ts';
import { useLessonKeys } from './useLessonKeys.ts';
import { useLessonWords } from './useLessonWords.ts';
import { useOwnSession } from './useOwnSession.ts';
import { usePointing } from './usePointing.ts';
import { useRecord } from './useRecord.ts';

/** A lesson beside the page that it drives. */
export function LessonPanel({ id }: { readonly id: LessonId }) {
  const { t } = useTranslation('lessons');
  const lesson = LESSONS[id];
  const { words } = useLessonWords(lesson);
  const store = useLabStore();
  const close = useLessonStore((state) => state.close);
  const [record, change] = useRecord(id);
  const [leaving, setLeaving] = useState(false);
  const [folded, setFolded] = useState(false);
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const session = useOwnSession(lesson, record.page > 0);
  const isOpen = useLab((state) => state.session === 'open');

  const last = lesson.pages.length;
  const at = Math.min(record.page, last);
  const page = lesson.pages[at];
  const needsAnswer = page?.question !== undefined && !(page.question.id in record.answers);
  const undone = page?.doing !== undefined && !isDone(lesson, page, record);
  usePointing(folded || session.asking ? undefined : page?.point);

  // Opening a session forgets the layer: it is chosen again once that is there.
  useEffect(() => {
    const { setView, selectLayer } = store.getState();
    if (page?.view) setView(page.view);
    if (page?.layer && isOpen) selectLayer(page.layer);
  }, [store, page, isOpen]);

  const goTo = (next: number) => {
    if (next < 0 || next > last || (next > at && needsAnswer)) return;
    change((before) => ({
      ...before,
      page: next,
      ...(next === last && !before.finishedAt ? { finishedAt: Date.now() } : {}),
    }));
    setFolded(false);
    requestAnimationFrame(() => heading.current?.focus());
  };
  useLessonKeys({
    panel,
    onNext: () => goTo(at + 1),
    onBack: () => goTo(at - 1),
    onLeave: () => setLeaving(true),
  });
  const restart = () => {
    change(() => NEW_RECORD);
    if (store.getState().nodes.length > 1 || !session.fits) session.open();
  };

  return (
    <section
      ref={panel}
      className={classes.panel}
      aria-label={words('title')}
      data-folded={folded || undefined}
    >
      <header className={classes.head}>
        <Text size="xs" c="dimmed" className={classes.where!}>
          {t('ui.where', { title: words('title'), page: at + 1, pages: last + 1 })}
        </Text>
        <ActionIcon
          size={30}
          aria-expanded={!folded}
          aria-label={t(folded ? 'ui.unfold' : 'ui.fold')}
          onClick={() => setFolded(!folded)}
        >
          {folded ? <IconChevronUp size={18} /> : <IconChevronDown size={18} />}
        </ActionIcon>
        <ActionIcon size={30} aria-label={t('ui.leave')} onClick={() => setLeaving(true)}>
          <IconX size={18} />
        </ActionIcon>
      </header>
      <div className={classes.progress} aria-hidden>
        <span style={{ width: `${(100 * (at + 1)) / (last + 1)}%` }} />
      </div>
      <div className={classes.body}>
        <Title order={2} size="md" ref={heading} tabIndex={-1} className={classes.title!}>
          {words(`pages.${page?.id ?? 'end'}.title`)}
        </Title>
        {!session.fits && !session.asking && (
          <Alert p="xs">
            <Text size="sm">{t('ui.elsewhere')}</Text>
            <Button mt={6} size="compact-sm" onClick={session.open}>
              {t('ui.openOwn')}
            </Button>
          </Alert>
        )}
        {page ? (
          <LessonPageBody
            key={page.id}
            lesson={lesson}
            page={page}
            record={record}
            elsewhere={!session.fits}
            onChange={change}
          />
        ) : (
          <LessonEnd lesson={lesson} record={record} onRestart={restart} />
        )}
      </div>
      <footer className={classes.foot}>
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconArrowLeft size={16} />}
          disabled={at === 0}
          aria-keyshortcuts="P"
          onClick={() => goTo(at - 1)}
        >
          {t('ui.back')}
        </Button>
        {page && (
          <Tooltip label={t('ui.answerFirst')} disabled={!needsAnswer}>
            <Button
              size="compact-md"
              variant={undone ? 'default' : 'filled'}
              rightSection={<IconArrowRight size={16} />}
              // Still reachable, so that it can say what it waits for.
              {...(needsAnswer ? { 'data-disabled': true, 'aria-disabled': true } : {})}
              aria-keyshortcuts="N"
              onClick={() => goTo(at + 1)}
            >
              {t(undone ? 'ui.skip' : 'ui.next')}
            </Button>
          </Tooltip>
        )}
      </footer>
      {leaving && (
        <ConfirmDialog
          title={t('ui.leaveTitle')}
          text={t('ui.leaveText')}
          confirm={t('ui.leave')}
          cancel={t('ui.stay')}
          onConfirm={close}
          onCancel={() => setLeaving(false)}
        />
      )}
      {session.asking && (
        <ConfirmDialog
          title={t('ui.ownTitle')}
          text={t('ui.ownText')}
          confirm={t('ui.openOwn')}
          cancel={t('ui.notNow')}
          onConfirm={session.open}
          onCancel={close}
        />
      )}
    </section>
  );
}

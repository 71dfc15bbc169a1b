import { Anchor, Text, UnstyledButton } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { loadStudies, Study } from '../../src/index.ts';
import { useFormat } from '../i18n/useFormat.ts';
import { useLab } from '../store/labContext.ts';
import { OpenAsRecipe } from './OpenAsRecipe.tsx';
import { Readings } from './Readings.tsx';
import { RunStudy } from './RunStudy.tsx';
import { StudyCurve } from './StudyCurve.tsx';
import classes from './studies.module.css';
import { findRecord, useStudyStore } from './studyStore.ts';
import { useImageWords } from './useImageWords.ts';
import { useStudyWords } from './useStudyWords.ts';

interface StudyPageProps {
  readonly study: Study;
  readonly studies: Awaited<ReturnType<typeof loadStudies>>;
  /** Back to the list, where it does not stand beside. */
  readonly onBack: (() => void) | undefined;
}

/** One study: its question, what is done, and what it gave here. */
export function StudyPage({ study, studies, onBack }: StudyPageProps) {
  const { t } = useTranslation('studies');
  const words = useStudyWords(study.id);
  const size = useStudyStore((state) => state.size);
  const units = useMemo(() => studies.listUnits(study, size, [1]), [studies, study, size]);
  const images = useImageWords(units);
  const titleId = useId();
  return (
    <article className={classes.page} aria-labelledby={titleId}>
      {onBack && (
        <UnstyledButton className={classes.back!} onClick={onBack}>
          <IconChevronLeft size={16} aria-hidden />
          {t('ui.back')}
        </UnstyledButton>
      )}
      <h3 className={classes.title} id={titleId}>
        {words.title}
      </h3>
      <p className={classes.question}>{words.question}</p>
      <dl className={classes.facts}>
        <dt>{t('ui.papers')}</dt>
        <dd>
          {study.papers.map(({ title, url, year }) => (
            <div key={url}>
              <Anchor href={url} target="_blank" rel="noreferrer" size="sm" lang="en">
                {title}
              </Anchor>{' '}
              ({year})
            </div>
          ))}
        </dd>
        <dt>{t('ui.found')}</dt>
        <dd>{words.found}</dd>
        <dt>{t('ui.done')}</dt>
        <dd>
          {words.done(study.sizes[size])} {images}
        </dd>
        <dt>{t('ui.differs')}</dt>
        <dd>{words.differs}</dd>
      </dl>
      <RunStudy study={study} studies={studies} />
      <OpenAsRecipe units={units} />
      <Results study={study} studies={studies} />
    </article>
  );
}

function Results({ study, studies }: Omit<StudyPageProps, 'onBack'>) {
  const { t } = useTranslation('studies');
  const format = useFormat();
  const backend = useLab((state) => state.backend?.name);
  const record = useStudyStore(({ records, size }) => findRecord(records ?? [], study.id, size, backend));
  const summary = useMemo(() => record && studies.summarizeStudy(study, record), [studies, study, record]);
  if (!summary) {
    return (
      <Text size="sm" c="dimmed">
        {t('ui.none')}
      </Text>
    );
  }
  const { seeds, backend: computed } = summary.record;
  return (
    <section aria-label={t('ui.readings')} className={classes.results}>
      <h4 className={classes.heading}>{t('ui.readings')}</h4>
      <Readings summary={summary} studies={studies} />
      <Text size="xs" c="dimmed">
        {t('ui.record', {
          seeds: seeds.map(({ seed }) => seed).join(', '),
          time: format.duration(1000 * summary.seconds.mean),
          backend: t(`backend.names.${computed.name}`, { ns: 'shell' }),
          device: computed.device,
        })}
      </Text>
      {summary.curves
        .filter(({ points }) => points.length > 0)
        .map((curve) => (
          <StudyCurve key={curve.curve.id} study={study.id} summary={curve} studies={studies} />
        ))}
    </section>
  );
}

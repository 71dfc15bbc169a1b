import { IconCheck, IconInfoCircle, IconMinus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { loadStudies, StudySummary, ValueSummary, Verdict } from '../../src/index.ts';
import { TableFrame } from '../charts/download/TableFrame.tsx';
import classes from './studies.module.css';
import { useReadingWords } from './useReadingWords.ts';
import { type StudyWords, useStudyWords } from './useStudyWords.ts';
import { verdictAt } from './verdictAt.ts';

const ICONS = { held: IconCheck, missed: IconX, guidance: IconInfoCircle, none: IconMinus } as const;

interface ReadingsProps {
  readonly summary: StudySummary;
  readonly studies: Awaited<ReturnType<typeof loadStudies>>;
}

/** Every reading beside the paper's, and whether its finding held. */
export function Readings({ summary, studies }: ReadingsProps) {
  const { t } = useTranslation('studies');
  const words = useStudyWords(summary.study.id);
  const reading = useReadingWords(studies);
  const { size } = summary.record;
  return (
    <>
      <TableFrame label={`${words.title} · ${t('ui.readings')}`} className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('ui.columns.reading')}</th>
              <th scope="col">{t('ui.columns.paper')}</th>
              <th scope="col">{t('ui.columns.ours')}</th>
              <th scope="col">{t('ui.columns.range')}</th>
              <th scope="col">{t('ui.columns.verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {summary.values.map((entry) => (
              <Row
                key={entry.value.id}
                entry={entry}
                verdict={verdictAt(size, entry)}
                words={words}
                reading={reading}
              />
            ))}
          </tbody>
        </table>
      </TableFrame>
      <p className={classes.small}>
        {size === 'lesson' && `${t('ui.lessonNote')} `}
        {t('ui.verdictNote')}
      </p>
    </>
  );
}

interface RowProps {
  readonly entry: ValueSummary;
  readonly verdict: Verdict;
  readonly words: StudyWords;
  readonly reading: ReturnType<typeof useReadingWords>;
}

function Row({ entry, verdict, words, reading }: RowProps) {
  const { t } = useTranslation('studies');
  const { value, spread } = entry;
  const { min, max, n } = spread;
  return (
    <tr>
      <th scope="row">
        {words.value(value.id)}
        {value.source && <small>{words.source(value.source)}</small>}
      </th>
      <td data-label={t('ui.columns.paper')}>
        <Expected value={value} verdict={verdict} reading={reading} />
      </td>
      <td data-label={t('ui.columns.ours')}>{t('ui.mean', { spread: reading.spread(entry), n })}</td>
      <td data-label={t('ui.columns.range')}>
        {n > 1 && min !== max
          ? t('ui.range', { low: reading.plain(min, value.unit), high: reading.plain(max, value.unit) })
          : '–'}
      </td>
      <td data-label={t('ui.columns.verdict')}>
        <VerdictMark verdict={verdict} />
      </td>
    </tr>
  );
}

/** The number as printed, or the order that the paper tells. */
function Expected({
  value,
  verdict,
  reading,
}: Pick<RowProps, 'verdict' | 'reading'> & Pick<ValueSummary, 'value'>) {
  const { t } = useTranslation('studies');
  const { expected, unit } = value;
  if (!expected) return '–';
  const bounds = reading.bounds(expected, unit);
  const { published, unconfirmed } = expected;
  if (published === undefined) return bounds;
  const { atLeast, atMost } = expected;
  const isExact = atLeast !== undefined && atLeast === atMost;
  const isJudged = (verdict === 'held' || verdict === 'missed') && !isExact;
  return (
    <>
      {reading.reading(published, unit)}
      {unconfirmed && <small>{t('ui.unconfirmed')}</small>}
      {isJudged && bounds !== '' && <small>{t('ui.within', { bounds })}</small>}
    </>
  );
}

/** Whether a finding held, as a mark and a word. */
function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation('studies');
  const Icon = ICONS[verdict];
  return (
    <span className={classes.verdict} data-verdict={verdict}>
      <Icon size={15} aria-hidden />
      {t(`ui.verdicts.${verdict}`)}
    </span>
  );
}

import { useTranslation } from 'react-i18next';
import type { loadStudies, Study } from '../../src/index.ts';
import { useClient, useLabStore } from '../store/labContext.ts';
import { notify } from '../ui/notify.ts';
import { useStudyStore } from './studyStore.ts';
import { useStudyWords } from './useStudyWords.ts';
import { verdictAt } from './verdictAt.ts';

/** Starts a study; its end is told where nobody looks at the studies any more. */
export function useStartStudy(
  study: Study,
  { summarizeStudy }: Pick<Awaited<ReturnType<typeof loadStudies>>, 'summarizeStudy'>,
): () => Promise<void> {
  const { t } = useTranslation('studies');
  const { title } = useStudyWords(study.id);
  const client = useClient();
  const store = useLabStore();
  const start = useStudyStore((state) => state.start);
  return async () => {
    const record = await start(client, study.id);
    if (!record || store.getState().dialog === 'studies') return;
    const verdicts = summarizeStudy(study, record).values.map((value) => verdictAt(record.size, value));
    const held = verdicts.filter((verdict) => verdict === 'held').length;
    const judged = held + verdicts.filter((verdict) => verdict === 'missed').length;
    await notify({ title: t('ui.finished', { title }), message: t('ui.finishedText', { held, judged }) });
  };
}

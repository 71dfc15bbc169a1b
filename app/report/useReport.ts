import { useTranslation } from 'react-i18next';
import { headerNetwork, networkTitle } from '../shell/networks/networkChoices.ts';
import { useStepWords } from '../shell/useStepWords.ts';
import { useClient, useLabStore } from '../store/labContext.ts';
import { download } from '../ui/download.ts';
import { notify } from '../ui/notify.ts';

/** Gives a function that writes the report of what is open and hands it to the person as a file. */
export function useReport(): () => Promise<void> {
  const { t, i18n } = useTranslation('report');
  const store = useLabStore();
  const client = useClient();
  const describeStep = useStepWords();

  return async () => {
    const { title, header, fail } = store.getState();
    try {
      void notify({ message: t('preparing'), autoClose: 1500, withCloseButton: false });
      const { createReport } = await import('./createReport.ts');
      const text = await createReport(store, client, t, {
        language: i18n.language,
        describeStep,
        title: title || t('title', { network: networkTitle(headerNetwork(header)) }),
        date: new Date(),
      });
      download(`${title || headerNetwork(header)}.report.html`, text, 'text/html');
    } catch (thrown) {
      fail(thrown);
    }
  };
}

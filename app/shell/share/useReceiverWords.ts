import { useTranslation } from 'react-i18next';
import { LINK_PARTS, type LinkOptions, mayOpen } from '../../linkOptions.ts';
import { useLab } from '../../store/labContext.ts';
import { isAboutOwnImages, startsFromOwn } from '../files/ownWeights.ts';
import { headerNetwork, networkTitle } from '../networks/networkChoices.ts';
import { useDatasetTitle } from '../networks/useDatasetTitle.ts';

/** Says in sentences what a person who opens the link will see, and what they can and cannot do. */
export function useReceiverWords(options: LinkOptions, steps: number): readonly string[] {
  const { t } = useTranslation('share');
  const { t: shell } = useTranslation();
  const header = useLab((state) => state.header);
  const datasetTitle = useDatasetTitle();
  const { lock, hide, view, lesson, embed } = options;
  const network = networkTitle(headerNetwork(header));
  const names = { network, dataset: datasetTitle(header.dataset.name), seed: header.seed };
  const list = (words: readonly string[]) => words.join(t('listSeparator'));
  const isOpenable = mayOpen(options);

  return [
    t(header.weights === undefined ? 'sees.untrained' : 'sees.trained', names),
    ...(startsFromOwn(header) ? [t('sees.own')] : []),
    ...(isAboutOwnImages(header) ? [t('sees.ownImages')] : []),
    ...(steps === 0 ? [] : [t(hide.includes('rail') ? 'sees.stepsHidden' : 'sees.steps', { count: steps })]),
    t('sees.view', { view: shell(`stage.view.${view ?? 'weights'}`) }),
    ...(lesson ? [t('sees.lesson')] : []),
    ...(lock.length > 0 ? [t('sees.locked', { names: list(lock.map((name) => t(`lock.${name}`))) })] : []),
    ...(isOpenable || lock.length > 0 ? [] : [t('sees.noFiles')]),
    ...(hide.length > 0
      ? [
          t('sees.hidden', {
            names: list(LINK_PARTS.filter((part) => hide.includes(part)).map((part) => t(`hide.${part}`))),
          }),
        ]
      : []),
    ...(embed ? [t('sees.embed')] : []),
  ];
}

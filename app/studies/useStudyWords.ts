import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StudyId } from '../../src/index.ts';
import { toSettingWords } from './settingWords.ts';
import { toWordKey } from './wordKey.ts';

/** A message of the studies by its path; which of them there are a test holds against the registry. */
type Words = (key: string, values?: Readonly<Record<string, string>>) => string;

export interface StudyWords {
  readonly title: string;
  readonly question: string;
  readonly found: string;
  readonly differs: string;
  /** What is done at a size, with its numbers. */
  done(settings: object): string;
  value(id: string): string;
  curve(id: string): string;
  series(label: string): string;
  /** Where in a paper it stands; as the study has it where there are no words for it. */
  source(label: string): string;
  axis(label: string): string;
}

/** The words of a study, from the `studies` namespace's translate function. */
export function createStudyWords(id: StudyId, translate: TFunction<'studies'>): StudyWords {
  const words = translate as unknown as Words;
  const study = toWordKey(id);
  const own: Words = (path, values) => words(`${study.key}.${path}`, { ...study.values, ...values });
  const found = (path: string, label: string) => {
    const { key, values } = toWordKey(label);
    return own(`${path}.${key}`, values);
  };
  const shared = (path: string, label: string) => {
    const { key, values } = toWordKey(label);
    return words(`${path}.${key}`, { ...values, defaultValue: label });
  };
  return {
    title: own('title'),
    question: own('question'),
    found: own('found'),
    differs: own('differs'),
    done: (settings) => own('done', toSettingWords(settings)),
    value: (value) => found('values', value),
    curve: (curve) => found('curves', curve),
    series: (label) => found('series', label),
    source: (label) => shared('sources', label),
    axis: (label) => shared('axes', label),
  };
}

/** The words of a study in the language of the page. */
export function useStudyWords(id: StudyId): StudyWords {
  const { t } = useTranslation('studies');
  return useMemo(() => createStudyWords(id, t), [id, t]);
}

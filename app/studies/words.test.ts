import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import { loadStudies, STUDY_IDS } from '../../src/index.ts';
import { LANGUAGES, loadStudyMessages } from '../i18n/resources.ts';
import { GROUP_OF, listStudies, STUDY_GROUPS } from './studyGroups.ts';
import { listSeries } from './testResults.ts';
import { createStudyWords } from './useStudyWords.ts';
import { toWordKey } from './wordKey.ts';

const { STUDIES } = await loadStudies();
const keyOf = (text: string) => toWordKey(text).key;
const sorted = (texts: Iterable<string>) => [...new Set(texts)].sort();

/** What only studies have words for, by the keys of their family: `han-net` stands for two. */
type Family = Readonly<Record<'values' | 'curves' | 'series', object>>;

describe.each(LANGUAGES)('words of the studies in %s', async (language) => {
  const { studies } = await loadStudyMessages(language);
  const { ui: _, axes, sources, ...families } = studies;
  const i18n = createInstance();
  await i18n.init({
    lng: language,
    resources: { [language]: { studies } },
    interpolation: { escapeValue: false },
  });
  const translate = i18n.getFixedT(language, 'studies');

  it('are there for every study, and for no other', () => {
    expect(sorted(Object.keys(families))).toEqual(sorted(STUDIES.map(({ id }) => keyOf(id))));
  });

  it.each(Object.entries(families))(
    'of %s name each value, curve and series, and nothing else',
    (key, words) => {
      const own = STUDIES.filter(({ id }) => keyOf(id) === key);
      const family = words as Family;
      expect(sorted(Object.keys(family.values))).toEqual(
        sorted(own.flatMap(({ values }) => values.map(({ id }) => keyOf(id)))),
      );
      expect(sorted(Object.keys(family.curves))).toEqual(
        sorted(own.flatMap(({ curves }) => curves.map(({ id }) => keyOf(id)))),
      );
      expect(sorted(Object.keys(family.series))).toEqual(sorted(own.flatMap(listSeries).map(keyOf)));
    },
  );

  it('name every axis and every place in a paper, and nothing else', () => {
    const curves = STUDIES.flatMap((study) => study.curves);
    expect(sorted(Object.keys(axes))).toEqual(
      sorted(curves.flatMap(({ x, y }) => [keyOf(x.label), keyOf(y.label)])),
    );
    const places = [...STUDIES.flatMap((study) => study.values), ...curves].flatMap(
      ({ source }) => source ?? [],
    );
    expect(sorted(Object.keys(sources))).toEqual(sorted(places.map(keyOf)));
  });

  it.each(STUDIES.map((study) => [study.id, study] as const))(
    'of %s are whole, with their numbers',
    (id, study) => {
      const words = createStudyWords(id, translate);
      const { title, question, found, differs, done, value, curve, series } = words;
      const texts = [
        title,
        question,
        found,
        differs,
        ...Object.values(study.sizes).map(done),
        ...study.values.map((entry) => value(entry.id)),
        ...study.curves.map((entry) => curve(entry.id)),
        ...listSeries(study).map(series),
        ...study.values.flatMap(({ source }) => (source ? words.source(source) : [])),
      ];
      for (const text of texts) expect(text).not.toMatch(/\{\{|undefined|^[a-z0-9-]+\.[a-z-]+/);
      const names = study.values.map((entry) => value(entry.id));
      expect(new Set(names).size).toBe(names.length);
      // Longer ones would not fit beside a curve.
      const width = (text: string) => [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0);
      for (const name of listSeries(study).map(series)) expect(width(name)).toBeLessThanOrEqual(16);
    },
  );
});

describe('the groups of studies', () => {
  it('hold every study of the registry once', () => {
    expect(sorted(STUDY_GROUPS.flatMap(listStudies))).toEqual(sorted(STUDY_IDS));
    expect(sorted(Object.values(GROUP_OF))).toEqual(sorted(STUDY_GROUPS));
  });
});

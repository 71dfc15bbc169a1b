import type { RecipeResult } from '../recipe/toResult.ts';
import type { StudyRecord } from '../studies/studyRecord.ts';
import type { OpenLabDatabase } from './labDatabase.ts';

/** Kept at most; of more the oldest go. A record takes kilobytes, a result up to some hundreds of them. */
const MOST = { studies: 120, studyResults: 24 } as const;

/** Under what a record is kept. */
export type StudyPlace = Pick<StudyRecord, 'study' | 'size' | 'versions'> & {
  readonly backend: { readonly name: string };
};

/** A recipe of a study at one seed, at its place. */
export interface StudyResultPlace extends StudyPlace {
  readonly recipe: string;
  readonly seed: number;
}

/** What studies gave, on this machine. Nothing here rejects: without a disk memory has to do. */
export interface StudyStore {
  /** The latest first. */
  list(): Promise<readonly StudyRecord[]>;
  read(place: StudyPlace): Promise<StudyRecord | undefined>;
  put(record: StudyRecord): Promise<void>;
  readResult(place: StudyResultPlace): Promise<RecipeResult | undefined>;
  putResult(place: StudyResultPlace, result: RecipeResult): Promise<void>;
  dropResults(places: readonly StudyResultPlace[]): Promise<void>;
}

const keyOf = ({ study, size, backend, versions }: StudyPlace) =>
  JSON.stringify([study, size, backend.name, versions.pruningLab, versions.tfjs]);
const resultKeyOf = (place: StudyResultPlace) => JSON.stringify([keyOf(place), place.recipe, place.seed]);

/** Creates a store on a database, if there is one. */
export function createStudyStore(database: Promise<OpenLabDatabase | undefined>): StudyStore {
  /** What the disk did not take. */
  const records = new Map<string, StudyRecord>();
  const results = new Map<string, RecipeResult>();

  async function attempt<T>(use: (opened: OpenLabDatabase) => Promise<T>): Promise<T | undefined> {
    try {
      const opened = await database;
      return opened && (await use(opened));
    } catch {
      return undefined;
    }
  }

  async function trim(opened: OpenLabDatabase, name: keyof typeof MOST): Promise<void> {
    const { store, done } = opened.transaction(name, 'readwrite');
    const keys = await store.index('savedAt').getAllKeys();
    await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST[name])).map((key) => store.delete(key)));
    await done;
  }

  return {
    async list() {
      const stored = (await attempt((opened) => opened.getAllFromIndex('studies', 'savedAt'))) ?? [];
      return [...records.values(), ...stored.toReversed().map(({ record }) => record)];
    },
    async read(place) {
      const key = keyOf(place);
      return records.get(key) ?? (await attempt((opened) => opened.get('studies', key)))?.record;
    },
    async put(record) {
      const key = keyOf(record);
      const put = await attempt(async (opened) => {
        await opened.put('studies', { savedAt: Date.now(), record }, key);
        await trim(opened, 'studies');
        return true;
      });
      if (!put) records.set(key, record);
    },
    async readResult(place) {
      const key = resultKeyOf(place);
      return results.get(key) ?? (await attempt((opened) => opened.get('studyResults', key)))?.result;
    },
    async putResult(place, result) {
      const key = resultKeyOf(place);
      const put = await attempt(async (opened) => {
        await opened.put('studyResults', { savedAt: Date.now(), result }, key);
        await trim(opened, 'studyResults');
        return true;
      });
      if (!put) results.set(key, result);
    },
    async dropResults(places) {
      for (const place of places) {
        const key = resultKeyOf(place);
        results.delete(key);
        await attempt((opened) => opened.delete('studyResults', key));
      }
    },
  };
}

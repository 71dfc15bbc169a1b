import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { STUDIES } from '../../studies/studies.ts';
import { mergeRecords, type StudyRecord } from '../../studies/studyRecord.ts';
import { summarizeStudy } from '../../studies/summarizeStudy.ts';
import { writeReport } from '../../studies/writeReport.ts';
import { maybeReadJson, writeWhole } from './resultFolder.ts';

const recordPath = (folder: string, study: string) => join(folder, 'results', `${study}.json`);

/** One line for each seed, so that a seed more is a line more. */
function toText({ seeds, ...rest }: StudyRecord): string {
  const head = JSON.stringify(rest).slice(0, -1);
  return `${head},"seeds":[\n${seeds.map((seed) => JSON.stringify(seed)).join(',\n')}\n]}\n`;
}

/** Adds what a study gave to what is there of it; seeds of other settings or versions go. */
export async function keepRecord(folder: string, record: StudyRecord): Promise<void> {
  const path = recordPath(folder, record.study);
  const earlier = await maybeReadJson<StudyRecord>(path);
  await writeWhole(path, toText(mergeRecords(earlier, record)));
}

/** Writes results.md from all records of the folder; returns its path. */
export async function writeResults(folder: string): Promise<string> {
  const records = await Promise.all(
    STUDIES.map(async (study) => ({
      study,
      record: await maybeReadJson<StudyRecord>(recordPath(folder, study.id)),
    })),
  );
  const summaries = records.flatMap(({ study, record }) => (record ? [summarizeStudy(study, record)] : []));
  const path = join(folder, 'results.md');
  const hasFigure = (name: string) => existsSync(join(folder, 'figures', `${name}.svg`));
  await writeWhole(path, writeReport(summaries, hasFigure));
  return path;
}

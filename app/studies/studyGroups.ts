import type { StudyId } from '../../src/index.ts';

/** What studies are about, in the order in which they stand. */
export const STUDY_GROUPS = ['pruning', 'init', 'structure', 'sparse', 'gradients', 'storage'] as const;
export type StudyGroup = (typeof STUDY_GROUPS)[number];

/** The group of every study. */
export const GROUP_OF: Readonly<Record<StudyId, StudyGroup>> = {
  'han-lenet-300-100': 'pruning',
  'han-lenet-5': 'pruning',
  'han-tradeoff': 'pruning',
  'sensitivity-order': 'pruning',
  'lottery-lenet-300-100': 'init',
  'synflow-collapse': 'init',
  snip: 'init',
  'apoz-trimming': 'structure',
  scratch: 'structure',
  curl: 'structure',
  'slimming-mlp': 'sparse',
  'slimming-cliff': 'sparse',
  dgc: 'gradients',
  'deep-compression': 'storage',
};

/** The studies of a group, as `GROUP_OF` lists them. */
export function listStudies(group: StudyGroup): readonly StudyId[] {
  return (Object.keys(GROUP_OF) as StudyId[]).filter((id) => GROUP_OF[id] === group);
}

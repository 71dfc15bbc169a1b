import type { Paper } from '../network/paper.ts';
import type { RecipeInput } from '../recipe/schema.ts';
import type { ResultReader } from './resultReader.ts';

/** How large a study is run: `paper` as near to the paper as the time of an evening allows, `lesson` in minutes. */
export const SIZE_NAMES = ['paper', 'lesson'] as const;
export type SizeName = (typeof SIZE_NAMES)[number];

/** What the recipes of every study can be cut to; each study adds its own numbers. */
export interface StudySettings {
  /** First training images; all where absent. */
  readonly trainSize?: number;
  /** First test images; all where absent. */
  readonly testSize?: number;
}

/** Of a reading: `share` 0…1, `points` a difference of two shares, `times` a ratio, `count` a whole number. */
export type ReadingUnit = 'share' | 'points' | 'times' | 'count';

/** What a paper says of a reading. Held where the mean over seeds lies within the bounds, both included. */
export interface Expectation {
  /** The number as printed, in the reading's unit; absent where the paper tells an order alone. */
  readonly published?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Not confirmed from the paper: shown as guidance, never judged. */
  readonly unconfirmed?: true;
}

/** One number of each seed. */
export interface StudyValue {
  /** Unique in its study. */
  readonly id: string;
  /** What is read, for the shell and the report. */
  readonly label: string;
  readonly unit: ReadingUnit;
  /** The paper's table, figure or section; absent for controls of our own. */
  readonly source?: string;
  /** Absent where nothing is compared, as of controls. */
  readonly expected?: Expectation;
  /** Undefined where the recipes of the size do not measure it. */
  readonly read: (results: StudyResults) => number | undefined;
}

export interface CurvePoint {
  /** What the point belongs to: a method, a layer. */
  readonly series: string;
  readonly x: number;
  readonly y: number;
}

export interface CurveAxis {
  readonly label: string;
  readonly unit: ReadingUnit;
  readonly scale?: 'log';
}

/** Points of each seed, which share their x over seeds or lie close to each other. */
export interface StudyCurve {
  readonly id: string;
  readonly label: string;
  readonly source?: string;
  readonly x: CurveAxis;
  readonly y: CurveAxis;
  readonly read: (results: StudyResults) => readonly CurvePoint[];
}

/** The results of one seed, by the names of the study's recipes. */
export type StudyResults = (recipe: string) => ResultReader;

/** Several recipes at several seeds that answer one question of a paper. */
export interface Study<S extends StudySettings = StudySettings> {
  readonly id: StudyId;
  readonly papers: readonly Paper[];
  /** What the paper found, as a sentence. */
  readonly claim: string;
  /** What was done, as a sentence with the numbers of a size. */
  describe(settings: S): string;
  /** Where all sizes differ from the paper. */
  readonly differences: readonly string[];
  readonly sizes: Readonly<Record<SizeName, S>>;
  /** Named recipes; those that begin with the same steps share them when they run. */
  createRecipes(settings: S, seed: number): Readonly<Record<string, RecipeInput>>;
  readonly values: readonly StudyValue[];
  readonly curves: readonly StudyCurve[];
}

export const STUDY_IDS = [
  'synflow-collapse',
  'han-lenet-300-100',
  'scratch',
  'slimming-mlp',
  'han-lenet-5',
  'sensitivity-order',
  'deep-compression',
  'apoz-trimming',
  'han-tradeoff',
  'snip',
  'dgc',
  'lottery-lenet-300-100',
  'slimming-cliff',
  'curl',
] as const;
export type StudyId = (typeof STUDY_IDS)[number];

/** The expectation of a number as printed, give or take. */
export function near(published: number, tolerance: number): Expectation {
  return { published, atLeast: published - tolerance, atMost: published + tolerance };
}

/** What counts as the same error on MNIST: ±.3 points over three seeds. */
export const MNIST_TOLERANCE = 0.003;

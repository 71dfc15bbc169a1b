import type { Answer, Numbers } from '../lesson.ts';
import type { LessonId } from '../lessonIds.ts';

/** Numbers as a machine may measure them, and the answer that they make right. */
export interface GradeCase {
  readonly question: `${LessonId}.${string}`;
  readonly numbers: Numbers;
  readonly right: Answer;
}

const sparsityLevels = (before: number, ...at: readonly number[]) => ({
  before,
  ...Object.fromEntries([50, 80, 90, 95, 98].map((level, place) => [`accuracy.${level}`, at[place]!])),
});
const breaks = (prefix: string, layers: Readonly<Record<string, readonly [number, number]>>) => ({
  base: 0.99,
  ...Object.fromEntries(
    Object.entries(layers).flatMap(([layer, [sparsity, accuracy]]) => [
      [`${prefix}.${layer}`, sparsity],
      [`${prefix}Accuracy.${layer}`, accuracy],
    ]),
  ),
});
const WEIGHTS = breaks('break', { conv1: [0.9, 0.66], conv2: [0.95, 0.8], fc1: [1, 0.97], fc2: [0.9, 0.7] });
const OTHERS = breaks('break', { conv1: [0.95, 0.66], conv2: [1, 0.98], fc1: [1, 0.95], fc2: [0.8, 0.7] });
const zeros = (fc1: number, above: number) => ({
  'zeros.fc1': fc1,
  'zeros.conv2': 0.7,
  'above.fc1': above,
  'channels.fc1': 500,
  'above.conv2': 7,
  'channels.conv2': 50,
});
const trained = (random: number, magnitude: number, snip: number, synflow: number) => ({
  'trained.random': random,
  'trained.magnitude': magnitude,
  'trained.snip': snip,
  'trained.synflow': synflow,
  images: 10_000,
});
const levels = (inside: number, stages: number, both: number) => ({
  before: 0.7,
  'at.inside': inside,
  'at.stages': stages,
  'at.both': both,
});
const widths = (inside: number, stage: number) => ({
  'inside.channels': 336,
  'inside.lost': inside,
  'stage.channels': 448,
  'stage.lost': stage,
});
const tunedTo = (inside: number, both: number) => ({
  'tuned.inside': inside,
  'tuned.both': both,
  'macs.inside': 0.7,
  'macs.both': 0.73,
  images: 2000,
});
const exchanged = (dense: number, threshold: number, dgc: number) => ({
  'accuracy.dense': dense,
  'accuracy.threshold': threshold,
  'accuracy.dgc': dgc,
  images: 10_000,
});
const cutTo = (plain: number, slim: number) => ({
  'trained.plain': 0.97,
  'trained.slim': 0.96,
  'cut.plain': plain,
  'cut.slim': slim,
});

/** At least two for each question, with different answers: no grade is written down beforehand. */
export const GRADE_CASES: readonly GradeCase[] = [
  { question: 'sparsity.sigma', numbers: { 'within.fc1': 0.748 }, right: 'more' },
  { question: 'sparsity.sigma', numbers: { 'within.fc1': 0.69 }, right: 'same' },
  { question: 'sparsity.sigma', numbers: { 'within.fc1': 0.6 }, right: 'fewer' },
  { question: 'sparsity.falls', numbers: sparsityLevels(0.986, 0.98, 0.866, 0.77, 0.3, 0.1), right: 'p80' },
  { question: 'sparsity.falls', numbers: sparsityLevels(0.98, 0.98, 0.97, 0.96, 0.94, 0.92), right: 'p98' },
  { question: 'sparsity.falls', numbers: sparsityLevels(0.98, 0.98, 0.98, 0.98, 0.97, 0.96), right: 'never' },
  {
    question: 'sparsity.bytes',
    numbers: { 'bytes.dense': 1000, 'bytes.bitmap': 125, 'bytes.csr': 200, accuracy: 0.79 },
    right: 8,
  },
  {
    question: 'sparsity.bytes',
    numbers: { 'bytes.dense': 1000, 'bytes.bitmap': 250, 'bytes.csr': 400, accuracy: 0.79 },
    right: 4,
  },
  { question: 'pipeline.drop', numbers: { trained: 0.97, pruned: 0.26 }, right: 'most' },
  { question: 'pipeline.drop', numbers: { trained: 0.97, pruned: 0.96 }, right: 'little' },
  { question: 'pipeline.back', numbers: { trained: 0.97, pruned: 0.27, tuned: 0.77 }, right: 'most' },
  { question: 'pipeline.back', numbers: { trained: 0.97, pruned: 0.27, tuned: 0.97 }, right: 'all' },
  { question: 'pipeline.back', numbers: { trained: 0.97, pruned: 0.98, tuned: 0.9 }, right: 'all' },
  { question: 'pipeline.hole', numbers: { 'hole.fc1': 0 }, right: 'none' },
  { question: 'pipeline.hole', numbers: { 'hole.fc1': 0.27 }, right: 'many' },
  { question: 'sensitivity.first', numbers: WEIGHTS, right: 'conv1' },
  { question: 'sensitivity.first', numbers: OTHERS, right: 'fc2' },
  { question: 'sensitivity.last', numbers: WEIGHTS, right: 'fc1' },
  { question: 'sensitivity.last', numbers: OTHERS, right: 'conv2' },
  {
    question: 'sensitivity.filters',
    numbers: breaks('filterBreak', { conv1: [0.5, 0.9], conv2: [0.6, 0.9], fc1: [0.9, 0.9] }),
    right: 'conv1',
  },
  {
    question: 'sensitivity.filters',
    numbers: breaks('filterBreak', { conv1: [0.5, 0.9], conv2: [0.4, 0.9], fc1: [0.9, 0.9] }),
    right: 'conv2',
  },
  { question: 'sensitivity.sharing', numbers: { uniform: 0.26, global: 0.968 }, right: 'global' },
  { question: 'sensitivity.sharing', numbers: { uniform: 0.9, global: 0.8 }, right: 'uniform' },
  { question: 'sensitivity.sharing', numbers: { uniform: 0.9, global: 0.91 }, right: 'same' },
  { question: 'apoz.zeros', numbers: zeros(0.5, 121), right: 50 },
  { question: 'apoz.zeros', numbers: zeros(0.75, 121), right: 75 },
  { question: 'apoz.above', numbers: zeros(0.5, 121), right: 121 },
  { question: 'apoz.above', numbers: zeros(0.5, 80), right: 80 },
  { question: 'apoz.versus', numbers: { before: 0.99, apoz: 0.95, random: 0.7 }, right: 'apoz' },
  { question: 'apoz.versus', numbers: { before: 0.99, apoz: 0.992, random: 0.994 }, right: 'same' },
  {
    question: 'apoz.after',
    numbers: { trained: 0.993, trimmed: 0.9, tuned: 0.98, images: 10_000 },
    right: 'below',
  },
  {
    question: 'apoz.after',
    numbers: { trained: 0.993, trimmed: 0.9, tuned: 0.992, images: 10_000 },
    right: 'same',
  },
  { question: 'structure.masked', numbers: { 'weights.dense': 168, 'weights.masked': 185 }, right: 'no' },
  { question: 'structure.masked', numbers: { 'weights.dense': 100, 'weights.masked': 25 }, right: 'five' },
  {
    question: 'structure.compacted',
    numbers: { 'filters.dense': 152, 'filters.masked': 148, 'filters.compacted': 80 },
    right: 'double',
  },
  {
    question: 'structure.compacted',
    numbers: { 'filters.dense': 152, 'filters.masked': 148, 'filters.compacted': 120 },
    right: 'some',
  },
  {
    question: 'structure.accuracy',
    numbers: { before: 0.78, byWeights: 0.77, byFilters: 0.4, kept: 0.65 },
    right: 'weights',
  },
  {
    question: 'structure.accuracy',
    numbers: { before: 0.78, byWeights: 0.106, byFilters: 0.104, kept: 0.27 },
    right: 'same',
  },
  { question: 'slimming.small', numbers: { 'small.plain': 0, 'small.slim': 0.9 }, right: 'most' },
  { question: 'slimming.small', numbers: { 'small.plain': 0, 'small.slim': 0.5 }, right: 'half' },
  { question: 'slimming.cut', numbers: cutTo(0.1, 0.958), right: 'slim' },
  { question: 'slimming.cut', numbers: cutTo(0.1, 0.2), right: 'neither' },
  { question: 'slimming.cut', numbers: cutTo(0.96, 0.95), right: 'both' },
  {
    question: 'slimming.tuned',
    numbers: { 'trained.plain': 0.975, tuned: 0.971, kept: 0.156 },
    right: 'within',
  },
  {
    question: 'slimming.tuned',
    numbers: { 'trained.plain': 0.975, tuned: 0.95, kept: 0.156 },
    right: 'below',
  },
  { question: 'residual.joined', numbers: { makers: 4, readers: 5 }, right: 4 },
  { question: 'residual.joined', numbers: { makers: 2, readers: 3 }, right: 2 },
  { question: 'residual.costs', numbers: levels(0.5, 0.4, 0.1), right: 'both' },
  { question: 'residual.costs', numbers: levels(0.2, 0.4, 0.6), right: 'inside' },
  { question: 'residual.shape', numbers: widths(102, 0), right: 'hourglass' },
  { question: 'residual.shape', numbers: widths(102, 130), right: 'wallet' },
  { question: 'residual.equal', numbers: tunedTo(0.618, 0.627), right: 'same' },
  { question: 'residual.equal', numbers: tunedTo(0.5, 0.627), right: 'both' },
  { question: 'gradients.bytes', numbers: { 'times.dgc': 66.6 }, right: 66.6 },
  { question: 'gradients.bytes', numbers: { 'times.dgc': 40 }, right: 40 },
  { question: 'gradients.worst', numbers: exchanged(0.925, 0.908, 0.916), right: 'threshold' },
  { question: 'gradients.worst', numbers: exchanged(0.925, 0.924, 0.926), right: 'same' },
  { question: 'gradients.age', numbers: { 'age.dgc': 46.6 }, right: 'tens' },
  { question: 'gradients.age', numbers: { 'age.dgc': 5 }, right: 'few' },
  { question: 'lottery.start', numbers: { rewound: 0.32, untrained: 0.1 }, right: 'some' },
  { question: 'lottery.start', numbers: { rewound: 0.1, untrained: 0.1 }, right: 'chance' },
  { question: 'lottery.winner', numbers: { ticket: 0.937, control: 0.92, images: 10_000 }, right: 'ticket' },
  { question: 'lottery.winner', numbers: { ticket: 0.937, control: 0.936, images: 10_000 }, right: 'same' },
  { question: 'lottery.dense', numbers: { dense: 0.967, ticket: 0.937 }, right: 'below' },
  { question: 'lottery.dense', numbers: { dense: 0.967, ticket: 0.965 }, right: 'within' },
  {
    question: 'init.collapse',
    numbers: { 'magnitude.fc1': 0.00001, 'magnitude.fc2': 0.159, 'magnitude.fc3': 0.548 },
    right: 'fc1',
  },
  {
    question: 'init.collapse',
    numbers: { 'magnitude.fc1': 0.02, 'magnitude.fc2': 0.02, 'magnitude.fc3': 0.02 },
    right: 'none',
  },
  { question: 'init.best', numbers: trained(0.44, 0.11, 0.857, 0.875), right: 'synflow' },
  { question: 'init.best', numbers: trained(0.44, 0.11, 0.95, 0.875), right: 'snip' },
  { question: 'init.worst', numbers: trained(0.44, 0.11, 0.857, 0.875), right: 'magnitude' },
  { question: 'init.worst', numbers: trained(0.09, 0.3, 0.857, 0.875), right: 'random' },
];

import { accuracyOf, ensureRow, toPrune, toStep } from '../doing.ts';
import { gradeChoice, rangeOf, share } from '../grading.ts';
import type { DoingOptions, Lesson, LessonTools, Numbers, Question } from '../lesson.ts';
import { freshRecipe } from '../recipes.ts';
import { PAPERS } from './papers.ts';

/** Nesterov as in the paper; two epochs in place of thirty, and a hundred times its λ to get there in time. */
const TRAIN = {
  kind: 'train',
  epochs: 2,
  batchSize: 256,
  optimizer: { kind: 'nesterov' },
  learningRate: 0.05,
  record: ['scales'],
} as const;
const PENALTY = { regularizer: { slimming: 0.01 } };
const CUT = { criterion: 'batchNormScale', granularity: 'filter', amount: { sparsity: 0.8 } };
const TUNE = { ...TRAIN, epochs: 0.5, learningRate: 0.005 } as const;
/** Of the largest |γ|: a channel scaled so low says next to nothing. */
const SMALL = 0.1;

/** Share of the scales below a tenth of the largest, all batch normalisations together. */
export function shareOfSmall(scales: readonly number[]): number {
  const largest = Math.max(...scales.map(Math.abs));
  return scales.filter((scale) => Math.abs(scale) < SMALL * largest).length / Math.max(1, scales.length);
}

const small: Question = {
  id: 'small',
  kind: 'choice',
  options: ['few', 'half', 'most'],
  needs: ['small.plain', 'small.slim'],
  grade(numbers, answer) {
    const right = rangeOf(numbers['small.slim']!, [
      ['few', 0.3],
      ['half', 0.7],
      ['most', Number.POSITIVE_INFINITY],
    ]);
    return gradeChoice(right, answer, {
      plain: share(numbers['small.plain']!),
      slim: share(numbers['small.slim']!),
    });
  },
};

const cut: Question = {
  id: 'cut',
  kind: 'choice',
  options: ['plain', 'slim', 'neither', 'both'],
  needs: ['trained.plain', 'trained.slim', 'cut.plain', 'cut.slim'],
  grade(numbers, answer) {
    const survives = (name: string) => numbers[`trained.${name}`]! - numbers[`cut.${name}`]! < 0.05;
    const [plain, slim] = [survives('plain'), survives('slim')];
    const right = plain ? (slim ? 'both' : 'plain') : slim ? 'slim' : 'neither';
    return gradeChoice(right, answer, {
      trainedPlain: share(numbers['trained.plain']!),
      cutPlain: share(numbers['cut.plain']!),
      trainedSlim: share(numbers['trained.slim']!),
      cutSlim: share(numbers['cut.slim']!),
    });
  },
};

const tuned: Question = {
  id: 'tuned',
  kind: 'choice',
  options: ['below', 'within', 'above'],
  needs: ['trained.plain', 'tuned', 'kept'],
  grade(numbers, answer) {
    const right = rangeOf(numbers.tuned! - numbers['trained.plain']!, [
      ['below', -0.01],
      ['within', 0.01],
      ['above', Number.POSITIVE_INFINITY],
    ]);
    return gradeChoice(right, answer, {
      plain: share(numbers['trained.plain']!),
      tuned: share(numbers.tuned!),
      kept: share(numbers.kept!),
    });
  },
};

/** Both trainings, unless they stand already. */
async function trainBoth(tools: LessonTools, options: DoingOptions): Promise<Numbers> {
  const plain = await train(tools, 'plain', options);
  return { ...plain, ...(await train(tools, 'slim', options)) };
}

/** Cuts both, trained before where the person has skipped that. */
async function cutBoth(tools: LessonTools, options: DoingOptions): Promise<Numbers> {
  const trained = await trainBoth(tools, options);
  const plain = await ensureRow(tools, 'plain', toPrune({ ...CUT, name: 'plain cut' }), options);
  const slim = await ensureRow(tools, 'slim', toPrune({ ...CUT, name: 'slim cut' }), options);
  return { ...trained, 'cut.plain': accuracyOf(plain), 'cut.slim': accuracyOf(slim) };
}

async function train(tools: LessonTools, name: 'plain' | 'slim', options: DoingOptions): Promise<Numbers> {
  const step = toStep({ ...TRAIN, ...(name === 'slim' ? PENALTY : {}), name });
  const row = await ensureRow(tools, 'start', step, options);
  const last = row.snapshot.summary.train?.record?.scales?.at(-1);
  const scales = last?.nodes.flatMap((node) => node.scales) ?? [];
  return { [`trained.${name}`]: accuracyOf(row), [`small.${name}`]: shareOfSmall(scales) };
}

/** A penalty that lets channels announce themselves. */
export const SLIMMING: Lesson = {
  id: 'slimming',
  minutes: 9,
  papers: [PAPERS.slimming],
  recipe: freshRecipe('mlp-500-300', 1),
  pages: [
    { id: 'idea', view: 'weights', point: 'map' },
    { id: 'small', view: 'weights', question: small },
    {
      id: 'train',
      view: 'weights',
      layer: 'fc1',
      point: 'rail',
      grades: ['small'],
      doing: { run: trainBoth },
    },
    { id: 'cut', view: 'weights', layer: 'fc1', question: cut },
    {
      id: 'prune',
      view: 'structure',
      layer: 'fc1',
      point: 'rail',
      grades: ['cut'],
      doing: { run: cutBoth },
    },
    { id: 'tuned', view: 'structure', layer: 'fc1', question: tuned },
    {
      id: 'tune',
      view: 'structure',
      layer: 'fc1',
      point: 'rail',
      grades: ['tuned'],
      doing: {
        async run(tools, options) {
          const cutAlready = await cutBoth(tools, options);
          const row = await ensureRow(tools, 'slim cut', toStep({ ...TUNE, name: 'slim tuned' }), options);
          const { keptWeights, weights } = row.snapshot.summary.cost.totals;
          return { ...cutAlready, tuned: accuracyOf(row), kept: keptWeights / weights };
        },
      },
    },
  ],
};

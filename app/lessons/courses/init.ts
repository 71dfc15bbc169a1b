import { accuracyOf, ensureRow, toPrune, toStep } from '../doing.ts';
import { bestOf, gradeChoice, option, share } from '../grading.ts';
import type { DoingOptions, Lesson, LessonTools, Numbers, Question } from '../lesson.ts';
import { freshRecipe } from '../recipes.ts';
import { PAPERS } from './papers.ts';

const CRITERIA = ['random', 'magnitude', 'snip', 'synflow'] as const;
type StartCriterion = (typeof CRITERIA)[number];
const LAYERS = ['fc1', 'fc2', 'fc3'] as const;
const TRAIN = { kind: 'train', steps: 300 } as const;
/** A layer that keeps less than this is all but cut through. */
const NEARLY_NONE = 0.005;

function cutBy(criterion: StartCriterion) {
  // SynFlow is made for many small rounds (Tanaka et al. 2020, Algorithm 1).
  const schedule = criterion === 'synflow' ? { schedule: { kind: 'exponential', rounds: 100 } } : {};
  return toPrune({ criterion, scope: 'global', amount: { sparsity: 0.98 }, name: criterion, ...schedule });
}

const accuraciesOf = (numbers: Numbers) =>
  Object.fromEntries(CRITERIA.map((criterion) => [criterion, numbers[`trained.${criterion}`]!]));

function rankQuestion(id: 'best' | 'worst'): Question {
  return {
    id,
    kind: 'choice',
    options: CRITERIA,
    needs: [...CRITERIA.map((criterion) => `trained.${criterion}`), 'images'],
    grade(numbers, answer) {
      const accuracies = accuraciesOf(numbers);
      const sign = id === 'best' ? 1 : -1;
      const order = [...CRITERIA].sort((a, b) => sign * (accuracies[b]! - accuracies[a]!));
      const right = order[0]!;
      // Who cannot be told from the first by chance is right too.
      const even = order.filter((other) => bestOf(accuracies, [right, other], numbers.images!).length === 2);
      return gradeChoice(
        right,
        answer,
        {
          ...Object.fromEntries(CRITERIA.map((criterion) => [criterion, share(accuracies[criterion]!)])),
          right: option(right),
        },
        even,
      );
    },
  };
}

const collapse: Question = {
  id: 'collapse',
  kind: 'choice',
  options: [...LAYERS, 'none'],
  needs: LAYERS.map((layer) => `magnitude.${layer}`),
  grade(numbers, answer) {
    const keptOf = (layer: string) => numbers[`magnitude.${layer}`]!;
    const least = [...LAYERS].sort((a, b) => keptOf(a) - keptOf(b))[0]!;
    const right = keptOf(least) < NEARLY_NONE ? least : 'none';
    return gradeChoice(right, answer, {
      fc1: share(keptOf('fc1')),
      fc2: share(keptOf('fc2')),
      fc3: share(keptOf('fc3')),
    });
  },
};

/** Prunes the untrained network by one criterion; what each layer keeps, as `<criterion>.<layer>`. */
async function cut(tools: LessonTools, criterion: StartCriterion, options: DoingOptions): Promise<Numbers> {
  const row = await ensureRow(tools, 'start', cutBy(criterion), options);
  const { layers } = row.snapshot.summary.cost;
  return Object.fromEntries(layers.map(({ name, sparsity }) => [`${criterion}.${name}`, 1 - sparsity]));
}

/** Pruned before anything was learned: whom to cut when no weight has a meaning yet. */
export const INIT: Lesson = {
  id: 'init',
  minutes: 9,
  papers: [PAPERS.snip, PAPERS.synflow],
  recipe: freshRecipe('lenet-300-100', 7),
  pages: [
    { id: 'idea', view: 'weights', layer: 'fc1', point: 'rail' },
    { id: 'collapse', view: 'weights', layer: 'fc1', question: collapse },
    {
      id: 'cut',
      view: 'weights',
      layer: 'fc1',
      point: 'map',
      grades: ['collapse'],
      doing: { run: (tools, options) => cut(tools, 'magnitude', options) },
    },
    { id: 'best', view: 'weights', layer: 'fc1', question: rankQuestion('best') },
    { id: 'worst', view: 'weights', layer: 'fc1', question: rankQuestion('worst') },
    {
      id: 'train',
      view: 'weights',
      layer: 'fc1',
      point: 'rail',
      grades: ['best', 'worst'],
      doing: {
        async run(tools, options) {
          const numbers: Record<string, number> = {};
          for (const criterion of CRITERIA) {
            Object.assign(numbers, await cut(tools, criterion, options));
            const step = toStep({ ...TRAIN, name: `${criterion} trained` });
            const row = await ensureRow(tools, criterion, step, options);
            numbers[`trained.${criterion}`] = accuracyOf(row);
            numbers.images = row.snapshot.summary.accuracy.images;
          }
          return numbers;
        },
      },
    },
  ],
};

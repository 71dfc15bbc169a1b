import { nameOf } from '../../store/treeNodes.ts';
import { accuracyOf, ask, ensureRow, findLast, type Row, toPrune, toStep } from '../doing.ts';
import { gradeChoice, points, rangeOf, share } from '../grading.ts';
import type { Doing, DoingOptions, Lesson, LessonTools, Numbers, Question } from '../lesson.ts';
import { freshRecipe } from '../recipes.ts';
import { PAPERS } from './papers.ts';

const TRAIN = { kind: 'train', epochs: 2 } as const;
/** A tenth of the rate of the training, as Han et al. did with LeNet. */
const TUNE = { kind: 'train', epochs: 2, learningRate: 0.0001 } as const;
const CUT = { amount: { sparsity: 0.95 } };

const drop: Question = {
  id: 'drop',
  kind: 'choice',
  options: ['little', 'some', 'much', 'most'],
  needs: ['trained', 'pruned'],
  grade(numbers, answer) {
    const lost = numbers.trained! - numbers.pruned!;
    const right = rangeOf(lost, [
      ['little', 0.02],
      ['some', 0.1],
      ['much', 0.4],
      ['most', Number.POSITIVE_INFINITY],
    ]);
    return gradeChoice(right, answer, {
      trained: share(numbers.trained!),
      pruned: share(numbers.pruned!),
      lost: points(-lost),
    });
  },
};

const back: Question = {
  id: 'back',
  kind: 'choice',
  options: ['little', 'half', 'most', 'all'],
  needs: ['trained', 'pruned', 'tuned'],
  grade(numbers, answer) {
    const { trained = 0, pruned = 0, tuned = 0 } = numbers;
    const lost = trained - pruned;
    const returned = lost > 0 ? (tuned - pruned) / lost : 1;
    const right = rangeOf(returned, [
      ['little', 1 / 3],
      ['half', 2 / 3],
      ['most', 0.97],
      ['all', Number.POSITIVE_INFINITY],
    ]);
    return gradeChoice(right, answer, {
      trained: share(trained),
      pruned: share(pruned),
      tuned: share(tuned),
      returned: share(returned),
    });
  },
};

const hole: Question = {
  id: 'hole',
  kind: 'choice',
  options: ['none', 'few', 'many'],
  needs: ['hole.fc1'],
  grade(numbers, answer) {
    const inside = numbers['hole.fc1']!;
    const right = rangeOf(inside, [
      ['none', 0.001],
      ['few', 0.1],
      ['many', Number.POSITIVE_INFINITY],
    ]);
    return gradeChoice(right, answer, { inside: share(inside) });
  },
};

const sparsityOf = ({ snapshot }: Row) => snapshot.summary.cost.totals.sparsity;

/** The rows of the three phases as they stand in the rail, whoever made them. */
function findPhases(tools: Pick<LessonTools, 'store'>): Partial<Record<'trained' | 'pruned' | 'tuned', Row>> {
  const cut = findLast(
    tools,
    (row, parent) =>
      row.step?.kind === 'prune' &&
      row.step.granularity === 'weight' &&
      Math.abs(sparsityOf(row) - CUT.amount.sparsity) < 0.005 &&
      parent.step?.kind === 'train',
  );
  const dense = findLast(tools, (row) => row.step?.kind === 'train' && sparsityOf(row) === 0)?.row;
  const trained = cut?.parent ?? dense;
  const tuned = findLast(
    tools,
    (row, parent) => row.step?.kind === 'train' && parent.id === cut?.row.id,
  )?.row;
  return { ...(trained && { trained }), ...(cut && { pruned: cut.row }), ...(tuned && { tuned }) };
}

/** Accuracies of those phases that are there. */
export function readPhases(tools: Pick<LessonTools, 'store'>): Numbers {
  return Object.fromEntries(Object.entries(findPhases(tools)).map(([name, row]) => [name, accuracyOf(row)]));
}

const phase = (name: string) => (tools: LessonTools) => {
  const numbers = readPhases(tools);
  return name in numbers ? numbers : undefined;
};

type Do = (tools: LessonTools, options: DoingOptions) => Promise<Row>;

// Each does the phases before it too, where the person has skipped them.
const train: Do = async (tools, options) =>
  findPhases(tools).trained ?? ensureRow(tools, 'start', toStep({ ...TRAIN, name: 'trained' }), options);
const prune: Do = async (tools, options) =>
  findPhases(tools).pruned ??
  ensureRow(tools, nameOf(await train(tools, options)), toPrune({ ...CUT, name: 'pruned' }), options);
const tune: Do = async (tools, options) =>
  findPhases(tools).tuned ??
  ensureRow(tools, nameOf(await prune(tools, options)), toStep({ ...TUNE, name: 'fine-tuned' }), options);

const doing = (name: string, run: Do): Doing => ({
  async run(tools, options) {
    tools.store.getState().select((await run(tools, options)).id);
    return undefined;
  },
  read: phase(name),
});

/** Train, prune, fine-tune: what is lost, and what comes back. */
export const PIPELINE: Lesson = {
  id: 'pipeline',
  minutes: 8,
  papers: [PAPERS.han],
  recipe: freshRecipe('lenet-300-100', 1),
  pages: [
    { id: 'three', view: 'weights', point: 'rail' },
    {
      id: 'train',
      view: 'weights',
      layer: 'fc1',
      point: 'panel',
      doing: doing('trained', train),
    },
    { id: 'drop', view: 'weights', layer: 'fc1', question: drop },
    {
      id: 'prune',
      view: 'weights',
      layer: 'fc1',
      point: 'panel',
      grades: ['drop'],
      doing: doing('pruned', prune),
    },
    { id: 'back', view: 'weights', layer: 'fc1', question: back },
    {
      id: 'tune',
      view: 'weights',
      layer: 'fc1',
      point: 'panel',
      grades: ['back'],
      doing: doing('tuned', tune),
    },
    { id: 'hole', view: 'weights', layer: 'fc1', point: 'stage', question: hole },
    {
      id: 'inside',
      view: 'weights',
      layer: 'fc1',
      point: 'stage',
      grades: ['hole'],
      doing: {
        async run(tools, options) {
          const row = await tune(tools, options);
          const { pruned } = findPhases(tools);
          if (!pruned) throw new Error('a fine-tuned row without a pruned one');
          tools.store.getState().select(row.id);
          tools.store.getState().compare(pruned.id);
          const [before, after] = await Promise.all([
            ask(tools, 'magnitudes', { id: pruned.id }, options),
            ask(tools, 'magnitudes', { id: row.id }, options),
          ]);
          const own = (layers: typeof before) => layers.find(({ layer }) => layer === 'fc1')!.sorted;
          // Sorted rising: what survived begins at the edge of the hole.
          const edge = own(before)[0]!;
          const sorted = own(after);
          const inside = sorted.findIndex((magnitude) => magnitude >= edge);
          return { 'hole.fc1': (inside < 0 ? sorted.length : inside) / sorted.length };
        },
      },
    },
  ],
};

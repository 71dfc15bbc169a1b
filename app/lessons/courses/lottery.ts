import { accuracyOf, ensureRow, type Row, toPrune, toStep } from '../doing.ts';
import { chanceOf, gradeChoice, points, rangeOf, share } from '../grading.ts';
import type { DoingOptions, Lesson, LessonTools, Question } from '../lesson.ts';
import { freshRecipe } from '../recipes.ts';
import { PAPERS } from './papers.ts';

/** The batch and rate that the paper has for this network; its 50,000 batches are 1,000 here. */
const TRAIN = { kind: 'train', steps: 1000, batchSize: 60, learningRate: 0.0012 } as const;
const CUT = { amount: { sparsity: 0.95 } };

const start: Question = {
  id: 'start',
  kind: 'choice',
  options: ['chance', 'some', 'most'],
  needs: ['rewound'],
  grade(numbers, answer) {
    const rewound = numbers.rewound!;
    const right = rangeOf(rewound, [
      ['chance', 0.2],
      ['some', 0.6],
      ['most', Number.POSITIVE_INFINITY],
    ]);
    return gradeChoice(right, answer, { rewound: share(rewound), untrained: share(numbers.untrained ?? 0) });
  },
};

const winner: Question = {
  id: 'winner',
  kind: 'choice',
  options: ['ticket', 'control', 'same'],
  needs: ['ticket', 'control', 'images'],
  grade(numbers, answer) {
    const { ticket = 0, control = 0, images = 1 } = numbers;
    const even = Math.abs(ticket - control) <= chanceOf(ticket, control, images);
    const right = even ? 'same' : ticket > control ? 'ticket' : 'control';
    return gradeChoice(right, answer, {
      ticket: share(ticket),
      control: share(control),
      difference: points(ticket - control),
    });
  },
};

const dense: Question = {
  id: 'dense',
  kind: 'choice',
  options: ['above', 'within', 'below'],
  needs: ['dense', 'ticket'],
  grade(numbers, answer) {
    const difference = numbers.ticket! - numbers.dense!;
    const right = rangeOf(difference, [
      ['below', -0.01],
      ['within', 0.01],
      ['above', Number.POSITIVE_INFINITY],
    ]);
    return gradeChoice(right, answer, {
      dense: share(numbers.dense!),
      ticket: share(numbers.ticket!),
      difference: points(difference),
    });
  },
};

/** Trains and prunes, unless that stands already; the dense row. */
async function findMask(tools: LessonTools, options: DoingOptions): Promise<Row> {
  const row = await ensureRow(tools, 'start', toStep({ ...TRAIN, name: 'dense' }), options);
  await ensureRow(tools, 'dense', toPrune({ ...CUT, name: 'mask' }), options);
  return row;
}

/** Rewinds under the mask, which is found first where the person has skipped that. */
async function rewind(tools: LessonTools, options: DoingOptions): Promise<Row> {
  await findMask(tools, options);
  return ensureRow(tools, 'mask', toStep({ kind: 'rewind', to: 'start', name: 'ticket' }), options);
}

/** Is it the mask, or the mask with its first weights? */
export const LOTTERY: Lesson = {
  id: 'lottery',
  minutes: 9,
  papers: [PAPERS.lottery, PAPERS.rethinking],
  recipe: freshRecipe('lenet-300-100', 7),
  pages: [
    { id: 'idea', view: 'weights', point: 'rail' },
    {
      id: 'train',
      view: 'weights',
      layer: 'fc1',
      point: 'rail',
      doing: {
        async run(tools, options) {
          return { dense: accuracyOf(await findMask(tools, options)) };
        },
      },
    },
    { id: 'start', view: 'weights', layer: 'fc1', question: start },
    {
      id: 'rewind',
      view: 'weights',
      layer: 'fc1',
      point: 'rail',
      grades: ['start'],
      doing: {
        async run(tools, options) {
          const row = await rewind(tools, options);
          const { nodes } = tools.store.getState();
          const untrained = nodes[0]?.snapshot?.summary.accuracy.accuracy;
          return { rewound: accuracyOf(row), ...(untrained === undefined ? {} : { untrained }) };
        },
      },
    },
    { id: 'winner', view: 'weights', layer: 'fc1', question: winner },
    { id: 'dense', view: 'weights', layer: 'fc1', question: dense },
    {
      id: 'race',
      view: 'weights',
      layer: 'fc1',
      point: 'rail',
      grades: ['winner', 'dense'],
      doing: {
        async run(tools, options) {
          await rewind(tools, options);
          const ticket = await ensureRow(
            tools,
            'ticket',
            toStep({ ...TRAIN, name: 'ticket trained' }),
            options,
          );
          await ensureRow(tools, 'mask', toStep({ kind: 'reinitialize', name: 'control' }), options);
          const control = await ensureRow(
            tools,
            'control',
            toStep({ ...TRAIN, name: 'control trained' }),
            options,
          );
          return {
            ticket: accuracyOf(ticket),
            control: accuracyOf(control),
            images: control.snapshot.summary.accuracy.images,
          };
        },
      },
    },
  ],
};

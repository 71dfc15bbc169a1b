import type { LatencyReport } from '../../../src/index.ts';
import { askLatency, askPreview, ensureRow, startRow, toPrune } from '../doing.ts';
import { chanceOf, gradeChoice, ms, number, rangeOf, share } from '../grading.ts';
import type { Lesson, Numbers, Question } from '../lesson.ts';
import { trainedRecipe } from '../recipes.ts';
import { PAPERS } from './papers.ts';

const IMAGES = 500;
/** Faster by less than this is not faster. */
const FASTER = 1.1;

/** The median times of a report as `<prefix>.<variant>`, in milliseconds. */
export function toTimes({ series }: LatencyReport, prefix: string): Numbers {
  return Object.fromEntries(series.map(({ variant, medianMs }) => [`${prefix}.${variant}`, medianMs]));
}

const masked: Question = {
  id: 'masked',
  kind: 'choice',
  options: ['no', 'some', 'double', 'five'],
  needs: ['weights.dense', 'weights.masked'],
  grade(numbers, answer) {
    const speedUp = numbers['weights.dense']! / numbers['weights.masked']!;
    const right = rangeOf(speedUp, [
      ['no', FASTER],
      ['some', 1.7],
      ['double', 3],
      ['five', Number.POSITIVE_INFINITY],
    ]);
    return gradeChoice(right, answer, {
      dense: ms(numbers['weights.dense']!),
      masked: ms(numbers['weights.masked']!),
      speedUp: number(speedUp),
    });
  },
};

const compacted: Question = {
  id: 'compacted',
  kind: 'choice',
  options: ['no', 'some', 'double', 'more'],
  needs: ['filters.dense', 'filters.masked', 'filters.compacted'],
  grade(numbers, answer) {
    const speedUp = numbers['filters.dense']! / numbers['filters.compacted']!;
    const right = rangeOf(speedUp, [
      ['no', FASTER],
      ['some', 1.7],
      ['double', 3],
      ['more', Number.POSITIVE_INFINITY],
    ]);
    return gradeChoice(right, answer, {
      dense: ms(numbers['filters.dense']!),
      masked: ms(numbers['filters.masked']!),
      compacted: ms(numbers['filters.compacted']!),
      speedUp: number(speedUp),
    });
  },
};

const accuracy: Question = {
  id: 'accuracy',
  kind: 'choice',
  options: ['weights', 'filters', 'same'],
  needs: ['before', 'byWeights', 'byFilters', 'kept'],
  grade(numbers, answer) {
    const { before = 0, byWeights = 0, byFilters = 0, kept = 0 } = numbers;
    const even = Math.abs(byWeights - byFilters) <= chanceOf(byWeights, byFilters, IMAGES);
    const right = even ? 'same' : byWeights > byFilters ? 'weights' : 'filters';
    return gradeChoice(right, answer, {
      before: share(before),
      weights: share(byWeights),
      filters: share(byFilters),
      kept: share(kept),
    });
  },
};

const FILTER_CUT = { criterion: 'l1', granularity: 'filter', amount: { sparsity: 0.5 } };

/** Few enough that something is left to compare: nothing is trained behind it. */
const FEW_FILTERS = { ...FILTER_CUT, amount: { sparsity: 0.2 } };

/** Zeros alone save no time; whole filters do, and cost more accuracy. */
export const STRUCTURE: Lesson = {
  id: 'structure',
  minutes: 9,
  papers: [PAPERS.filters, PAPERS.eie],
  recipe: trainedRecipe('vgg-small', 'cifar-10'),
  pages: [
    { id: 'two', view: 'weights', layer: 'conv3', point: 'map' },
    { id: 'masked', view: 'weights', layer: 'conv3', question: masked },
    {
      id: 'timeWeights',
      view: 'cost',
      anchor: 'cost-takes',
      point: 'stage',
      grades: ['masked'],
      doing: {
        async run(tools, options) {
          const step = toPrune({ name: 'weights', amount: { sparsity: 0.8 } });
          const row = await ensureRow(tools, 'start', step, options);
          return toTimes(await askLatency(tools, row.id, options), 'weights');
        },
      },
    },
    { id: 'compacted', view: 'weights', layer: 'conv3', question: compacted },
    {
      id: 'timeFilters',
      view: 'cost',
      anchor: 'cost-takes',
      point: 'stage',
      grades: ['compacted'],
      doing: {
        async run(tools, options) {
          const row = await ensureRow(tools, 'start', toPrune({ ...FILTER_CUT, name: 'filters' }), options);
          return toTimes(await askLatency(tools, row.id, options), 'filters');
        },
      },
    },
    { id: 'accuracy', view: 'weights', layer: 'conv3', question: accuracy },
    {
      id: 'compare',
      view: 'weights',
      layer: 'conv3',
      point: 'panel',
      grades: ['accuracy'],
      doing: {
        async run(tools, options) {
          const { id } = startRow(tools);
          const filters = await askPreview(tools, id, toPrune(FEW_FILTERS), options);
          const kept = filters.keptWeights / filters.weights;
          const step = toPrune({ amount: { sparsity: 1 - kept } });
          const weights = await askPreview(tools, id, step, options);
          tools.store.getState().select(id);
          tools.store.getState().setDraft(step);
          return {
            kept,
            before: filters.accuracyBefore,
            byFilters: filters.accuracy,
            byWeights: weights.accuracy,
          };
        },
      },
    },
  ],
};

import { askPreview, ensureRow, findLast, previewDraft, startRow, toPrune } from '../doing.ts';
import { gradeChoice, gradeNumber, number, option, rangeOf, share } from '../grading.ts';
import type { Lesson, Numbers, Question } from '../lesson.ts';
import { trainedRecipe } from '../recipes.ts';
import { PAPERS } from './papers.ts';

/** Share of a normal distribition within one standard deviation of its mean. */
const NORMAL_WITHIN = 0.683;
/** What counts as the same share. */
const SAME = 0.02;
/** Loss of accuracy that counts as a fall, 0…1. */
const FALL = 0.05;
const LEVELS = [0.5, 0.8, 0.9, 0.95, 0.98] as const;

const atLevel = (level: number) => `accuracy.${Math.round(level * 100)}`;
const cutAt = (sparsity: number) => toPrune({ amount: { sparsity } });

const sigma: Question = {
  id: 'sigma',
  kind: 'choice',
  options: ['fewer', 'same', 'more'],
  needs: ['within.fc1'],
  grade(numbers, answer) {
    const within = numbers['within.fc1']!;
    const right = rangeOf(within, [
      ['fewer', NORMAL_WITHIN - SAME],
      ['same', NORMAL_WITHIN + SAME],
      ['more', Number.POSITIVE_INFINITY],
    ]);
    return gradeChoice(right, answer, { within: share(within), normal: share(NORMAL_WITHIN) });
  },
};

/** The first level at which accuracy has fallen; undefined where it never does. */
function firstFall(numbers: Numbers): number | undefined {
  return LEVELS.find((level) => numbers.before! - numbers[atLevel(level)]! > FALL);
}

const falls: Question = {
  id: 'falls',
  kind: 'choice',
  options: [...LEVELS.map((level) => `p${Math.round(level * 100)}`), 'never'],
  needs: ['before', ...LEVELS.map(atLevel)],
  grade(numbers, answer) {
    const level = firstFall(numbers);
    const right = level === undefined ? 'never' : `p${Math.round(level * 100)}`;
    return gradeChoice(right, answer, {
      before: share(numbers.before!),
      at80: share(numbers[atLevel(0.8)]!),
      at90: share(numbers[atLevel(0.9)]!),
      at95: share(numbers[atLevel(0.95)]!),
      level: option(right),
    });
  },
};

const bytes: Question = {
  id: 'bytes',
  kind: 'number',
  unit: 'times',
  min: 1,
  max: 20,
  step: 0.5,
  tolerance: 1,
  needs: ['bytes.dense', 'bytes.bitmap', 'bytes.csr', 'accuracy'],
  grade(numbers, answer) {
    const times = numbers['bytes.dense']! / numbers['bytes.bitmap']!;
    return gradeNumber(times, answer, this.tolerance, {
      times: number(times),
      csr: number(numbers['bytes.dense']! / numbers['bytes.csr']!),
      accuracy: share(numbers.accuracy!),
    });
  },
};

/** Weights are mostly small: what is near 0 can go, up to a point. */
export const SPARSITY: Lesson = {
  id: 'sparsity',
  minutes: 8,
  papers: [PAPERS.han, PAPERS.deepCompression],
  recipe: trainedRecipe('lenet-300-100', 'mnist'),
  pages: [
    { id: 'look', view: 'weights', layer: 'fc1', point: 'stage' },
    { id: 'sigma', view: 'weights', layer: 'fc1', point: 'stage', question: sigma },
    {
      id: 'line',
      view: 'weights',
      layer: 'fc1',
      point: 'stage',
      grades: ['sigma'],
      doing: {
        async run(tools, options) {
          tools.store.getState().select(startRow(tools).id);
          const result = await previewDraft(tools, toPrune({ amount: { thresholdSigma: 1 } }), options);
          return Object.fromEntries(
            result.report.layers.map(({ layer, units, prunedUnits }) => [
              `within.${layer}`,
              prunedUnits / units,
            ]),
          );
        },
      },
    },
    { id: 'falls', view: 'weights', layer: 'fc1', question: falls },
    {
      id: 'levels',
      view: 'weights',
      layer: 'fc1',
      point: 'panel',
      grades: ['falls'],
      doing: {
        async run(tools, options) {
          const numbers: Record<string, number> = {};
          for (const [place, level] of LEVELS.entries()) {
            options.onProgress({ done: place, total: LEVELS.length });
            const step = cutAt(level);
            const result = await askPreview(tools, startRow(tools).id, step, {
              ...options,
              onProgress: () => {},
            });
            numbers.before = result.accuracyBefore;
            numbers[atLevel(level)] = result.accuracy;
          }
          tools.store.getState().setDraft(cutAt(0.9));
          return numbers;
        },
      },
    },
    { id: 'bytes', view: 'weights', layer: 'fc1', question: bytes },
    {
      id: 'cut',
      view: 'weights',
      layer: 'fc1',
      point: 'panel',
      grades: ['bytes'],
      doing: {
        async run(tools, options) {
          const step = { ...cutAt(0.9), name: 'cut' };
          tools.store.getState().setDraft(cutAt(0.9));
          await ensureRow(tools, 'start', step, options);
          return undefined;
        },
        read(tools) {
          const found = findLast(tools, ({ step, snapshot }) => {
            const { sparsity } = snapshot.summary.cost.totals;
            return (
              step?.kind === 'prune' && step.granularity === 'weight' && Math.abs(sparsity - 0.9) < 0.005
            );
          });
          if (!found) return undefined;
          const { accuracy, cost } = found.row.snapshot.summary;
          return {
            accuracy: accuracy.accuracy,
            'bytes.dense': cost.totals.bytes.dense,
            'bytes.bitmap': cost.totals.bytes.bitmap,
            'bytes.csr': cost.totals.bytes.csr,
          };
        },
      },
    },
  ],
};

import type { LayerApoz } from '../../../src/index.ts';
import { accuracyOf, ask, askPreview, ensureRow, maybeRow, startRow, toPrune, toStep } from '../doing.ts';
import { chanceOf, count, gradeChoice, gradeNumber, share } from '../grading.ts';
import type { Lesson, Numbers, Question } from '../lesson.ts';
import { trainedRecipe } from '../recipes.ts';
import { PAPERS } from './papers.ts';

/** As the view has it, so that it shows the same numbers. */
const REQUEST = { what: ['apoz' as const], images: 1000, granularity: 'filter' as const };
const LAYERS = ['conv2', 'fc1'];
const IMAGES = 500;
const CUT = { criterion: 'apoz', granularity: 'filter', amount: { apozSigma: 1 }, layers: LAYERS };
/** Everything above the mean: enough that the choice can matter. */
const HARD_CUT = { ...CUT, amount: { apozSigma: 0 } };
const TUNE = { kind: 'train', steps: 200, learningRate: 0.0005 } as const;

/** Of each layer the mean share of zeros, its channels, and how many lie above mean + 1σ. */
export function toApozNumbers(report: readonly LayerApoz[]): Numbers {
  const numbers: Record<string, number> = {};
  for (const { layer, apoz, mean, standardDeviation } of report) {
    if (!LAYERS.includes(layer)) continue;
    numbers[`zeros.${layer}`] = mean;
    numbers[`channels.${layer}`] = apoz.length;
    numbers[`above.${layer}`] = apoz.filter((zeros) => zeros > mean + standardDeviation).length;
  }
  return numbers;
}

const zeros: Question = {
  id: 'zeros',
  kind: 'number',
  unit: 'percent',
  min: 0,
  max: 100,
  step: 5,
  tolerance: 10,
  needs: ['zeros.fc1', 'zeros.conv2'],
  grade(numbers, answer) {
    return gradeNumber(100 * numbers['zeros.fc1']!, answer, this.tolerance, {
      fc1: share(numbers['zeros.fc1']!),
      conv2: share(numbers['zeros.conv2']!),
    });
  },
};

const above: Question = {
  id: 'above',
  kind: 'number',
  unit: 'count',
  min: 0,
  max: 500,
  step: 10,
  tolerance: 25,
  needs: ['above.fc1', 'channels.fc1', 'above.conv2', 'channels.conv2'],
  grade(numbers, answer) {
    return gradeNumber(numbers['above.fc1']!, answer, this.tolerance, {
      fc1: count(numbers['above.fc1']!),
      ofFc1: count(numbers['channels.fc1']!),
      conv2: count(numbers['above.conv2']!),
      ofConv2: count(numbers['channels.conv2']!),
    });
  },
};

const versus: Question = {
  id: 'versus',
  kind: 'choice',
  options: ['apoz', 'random', 'same'],
  needs: ['before', 'apoz', 'random'],
  grade(numbers, answer) {
    const { before = 0, apoz = 0, random = 0 } = numbers;
    const even = Math.abs(apoz - random) <= chanceOf(apoz, random, IMAGES);
    const right = even ? 'same' : apoz > random ? 'apoz' : 'random';
    return gradeChoice(right, answer, { before: share(before), apoz: share(apoz), random: share(random) });
  },
};

const after: Question = {
  id: 'after',
  kind: 'choice',
  options: ['below', 'same', 'above'],
  needs: ['trained', 'trimmed', 'tuned', 'images'],
  grade(numbers, answer) {
    const { trained = 0, trimmed = 0, tuned = 0, images = 1 } = numbers;
    const even = Math.abs(tuned - trained) <= chanceOf(tuned, trained, images);
    const right = even ? 'same' : tuned < trained ? 'below' : 'above';
    return gradeChoice(right, answer, {
      trained: share(trained),
      trimmed: share(trimmed),
      tuned: share(tuned),
    });
  },
};

/** Neurons that are mostly 0: counted, cut above mean + 1σ, and trained again. */
export const APOZ: Lesson = {
  id: 'apoz',
  minutes: 9,
  papers: [PAPERS.trimming],
  recipe: trainedRecipe('lenet-5', 'mnist'),
  pages: [
    { id: 'relu', view: 'filters', layer: 'conv2', point: 'map' },
    { id: 'zeros', view: 'filters', layer: 'fc1', question: zeros },
    { id: 'above', view: 'filters', layer: 'fc1', question: above },
    {
      id: 'count',
      view: 'activations',
      layer: 'fc1',
      point: 'stage',
      grades: ['zeros', 'above'],
      doing: {
        async run(tools, options) {
          const { id } = startRow(tools);
          tools.store.getState().select(id);
          const { apoz = [] } = await ask(tools, 'measure', { id, step: REQUEST }, options);
          return toApozNumbers(apoz);
        },
      },
    },
    { id: 'versus', view: 'activations', layer: 'fc1', question: versus },
    {
      id: 'compare',
      view: 'activations',
      layer: 'fc1',
      point: 'panel',
      grades: ['versus'],
      doing: {
        async run(tools, options) {
          const { id } = startRow(tools);
          const step = toPrune(HARD_CUT);
          const apoz = await askPreview(tools, id, step, options);
          const perLayer = Object.fromEntries(
            apoz.report.layers.map(({ layer, units, prunedUnits }) => [layer, prunedUnits / units]),
          );
          const chance = toPrune({
            ...HARD_CUT,
            criterion: 'random',
            scope: 'perLayer',
            amount: { perLayer },
          });
          const random = await askPreview(tools, id, chance, options);
          tools.store.getState().setDraft(step);
          return { before: apoz.accuracyBefore, apoz: apoz.accuracy, random: random.accuracy };
        },
      },
    },
    { id: 'after', view: 'activations', layer: 'fc1', question: after },
    {
      id: 'retrain',
      view: 'activations',
      layer: 'fc1',
      point: 'rail',
      grades: ['after'],
      doing: {
        async run(tools, options) {
          const trimmed = await ensureRow(tools, 'start', toPrune({ ...CUT, name: 'trimmed' }), options);
          const tuned = await ensureRow(tools, 'trimmed', toStep({ ...TUNE, name: 'retrained' }), options);
          return {
            trained: accuracyOf(maybeRow(tools, 'start')!),
            trimmed: accuracyOf(trimmed),
            tuned: accuracyOf(tuned),
            images: tuned.snapshot.summary.accuracy.images,
          };
        },
      },
    },
  ],
};

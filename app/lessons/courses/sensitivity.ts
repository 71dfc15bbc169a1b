import { findBase, findFirstToBreak } from '../../views/sensitivity/findFirstToBreak.ts';
import { type Curves, runKey, sensitivityStore } from '../../views/sensitivity/sensitivityStore.ts';
import type { SensitivitySettings } from '../../views/sensitivity/settings.ts';
import { FIRST_SETTINGS } from '../../views/sensitivity/settings.ts';
import { askPreview, startRow, toPrune } from '../doing.ts';
import { chanceOf, gradeChoice, option, share } from '../grading.ts';
import type { DoingOptions, Lesson, LessonTools, Numbers, Question } from '../lesson.ts';
import { trainedRecipe } from '../recipes.ts';
import { PAPERS } from './papers.ts';

/** The view's own: a layer breaks where it alone costs more than that. */
const DROP = 0.05;
const IMAGES = 500;
const FILTERS: SensitivitySettings = { ...FIRST_SETTINGS, granularity: 'filter', criterion: 'l1' };
const WEIGHT_LAYERS = ['conv1', 'conv2', 'fc1', 'fc2'];
const FILTER_LAYERS = ['conv1', 'conv2', 'fc1'];

/**
 * Of each layer the sparsity at which it breaks (1 where it never does) and the accuracy there or at its last point, as
 * `<prefix>.<layer>` and `<prefix>Accuracy.<layer>`, with the accuracy before as `base`.
 */
export function toBreaks(curves: Curves, prefix: string): Numbers {
  const base = findBase(curves)?.accuracy ?? 0;
  const numbers: Record<string, number> = { base };
  for (const [layer, points] of Object.entries(curves)) {
    const found = findFirstToBreak({ [layer]: points }, base, DROP);
    numbers[`${prefix}.${layer}`] = found?.point.sparsity ?? 1;
    numbers[`${prefix}Accuracy.${layer}`] = (found?.point ?? points.at(-1))?.accuracy ?? base;
  }
  return numbers;
}

/** The layers from the first to break to the last; of two that break at one level the one that loses more comes first. */
export function orderOfBreaking(
  numbers: Numbers,
  prefix: string,
  layers: readonly string[],
): readonly string[] {
  const at = (layer: string) => numbers[`${prefix}.${layer}`]!;
  const accuracy = (layer: string) => numbers[`${prefix}Accuracy.${layer}`]!;
  return [...layers].sort((a, b) => at(a) - at(b) || accuracy(a) - accuracy(b));
}

function breakQuestion(
  id: string,
  prefix: string,
  layers: readonly string[],
  which: 'first' | 'last',
): Question {
  return {
    id,
    kind: 'choice',
    options: layers,
    needs: layers.map((layer) => `${prefix}.${layer}`),
    grade(numbers, answer) {
      const order = orderOfBreaking(numbers, prefix, layers);
      const right = (which === 'first' ? order[0] : order.at(-1))!;
      return gradeChoice(right, answer, {
        layer: option(right),
        sparsity: share(numbers[`${prefix}.${right}`]!),
        accuracy: share(numbers[`${prefix}Accuracy.${right}`]!),
        base: share(numbers.base!),
        other: option((which === 'first' ? order.at(-1) : order[0])!),
      });
    },
  };
}

const sharing: Question = {
  id: 'sharing',
  kind: 'choice',
  options: ['uniform', 'global', 'same'],
  needs: ['uniform', 'global'],
  grade(numbers, answer) {
    const { uniform = 0, global = 0 } = numbers;
    const even = Math.abs(uniform - global) <= chanceOf(uniform, global, IMAGES);
    const right = even ? 'same' : uniform > global ? 'uniform' : 'global';
    return gradeChoice(right, answer, { uniform: share(uniform), global: share(global) });
  },
};

/** Measures the curves in the view's own store, so that they are drawn while they come. */
async function measure(
  tools: LessonTools,
  settings: SensitivitySettings,
  { signal, onProgress }: DoingOptions,
): Promise<undefined> {
  const { id } = startRow(tools);
  const { select, header } = tools.store.getState();
  select(id);
  const key = runKey(id, settings);
  sensitivityStore.getState().setSettings(settings);
  const cancel = () => sensitivityStore.getState().cancel(id, settings);
  signal.addEventListener('abort', cancel);
  const unsubscribe = sensitivityStore.subscribe(({ runs }) => onProgress(runs[key]?.progress ?? null));
  await sensitivityStore.getState().measure(tools.client, id, settings, header.seed);
  unsubscribe();
  signal.removeEventListener('abort', cancel);
  const { error } = sensitivityStore.getState().runs[key] ?? {};
  if (error) throw error;
  return undefined;
}

function read(tools: LessonTools, settings: SensitivitySettings, prefix: string): Numbers | undefined {
  const start = tools.store.getState().nodes[0];
  const run = start && sensitivityStore.getState().runs[runKey(start.id, settings)];
  return run?.state === 'done' ? toBreaks(run.curves, prefix) : undefined;
}

/** Which layer breaks first, which last, and what that is good for. */
export const SENSITIVITY: Lesson = {
  id: 'sensitivity',
  minutes: 8,
  papers: [PAPERS.han, PAPERS.filters],
  recipe: trainedRecipe('lenet-5', 'mnist'),
  pages: [
    { id: 'idea', view: 'weights', point: 'map' },
    { id: 'first', view: 'weights', question: breakQuestion('first', 'break', WEIGHT_LAYERS, 'first') },
    { id: 'last', view: 'weights', question: breakQuestion('last', 'break', WEIGHT_LAYERS, 'last') },
    {
      id: 'curves',
      view: 'sensitivity',
      point: 'stage',
      grades: ['first', 'last'],
      doing: {
        run: (tools, options) => measure(tools, FIRST_SETTINGS, options),
        read: (tools) => read(tools, FIRST_SETTINGS, 'break'),
      },
    },
    {
      id: 'filters',
      view: 'sensitivity',
      question: breakQuestion('filters', 'filterBreak', FILTER_LAYERS, 'first'),
    },
    {
      id: 'filterCurves',
      view: 'sensitivity',
      point: 'stage',
      grades: ['filters'],
      doing: {
        run: (tools, options) => measure(tools, FILTERS, options),
        read: (tools) => read(tools, FILTERS, 'filterBreak'),
      },
    },
    { id: 'sharing', view: 'sensitivity', question: sharing },
    {
      id: 'compare',
      view: 'sensitivity',
      point: 'panel',
      grades: ['sharing'],
      doing: {
        async run(tools, options) {
          const { id } = startRow(tools);
          const at = (scope: string) => toPrune({ scope, amount: { sparsity: 0.95 } });
          const uniform = await askPreview(tools, id, at('uniform'), options);
          const global = await askPreview(tools, id, at('global'), options);
          tools.store.getState().setDraft(at('global'));
          return { uniform: uniform.accuracy, global: global.accuracy };
        },
      },
    },
  ],
};

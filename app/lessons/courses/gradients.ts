import { computeMeanAge } from '../../views/gradients/lab/judgeLab.ts';
import type { LabEntry } from '../../views/gradients/lab/labEntry.ts';
import { FIRST_SETTINGS } from '../../views/gradients/lab/labSettings.ts';
import { useExchangeLab } from '../../views/gradients/lab/labStore.ts';
import { startRow } from '../doing.ts';
import { bestOf, gradeChoice, gradeNumber, number, option, rangeOf, share } from '../grading.ts';
import type { Lesson, Numbers, Question } from '../lesson.ts';
import { freshRecipe } from '../recipes.ts';
import { PAPERS } from './papers.ts';

const RULES = ['dense', 'threshold', 'dgc'] as const;

const bytes: Question = {
  id: 'bytes',
  kind: 'number',
  unit: 'times',
  min: 1,
  max: 500,
  step: 5,
  tolerance: 12,
  needs: ['times.dgc'],
  grade(numbers, answer) {
    const times = numbers['times.dgc']!;
    return gradeNumber(times, answer, this.tolerance, { times: number(times) });
  },
};

const worst: Question = {
  id: 'worst',
  kind: 'choice',
  options: [...RULES, 'same'],
  needs: [...RULES.map((rule) => `accuracy.${rule}`), 'images'],
  grade(numbers, answer) {
    const accuracies = Object.fromEntries(RULES.map((rule) => [rule, numbers[`accuracy.${rule}`]!]));
    const level = bestOf(accuracies, RULES, numbers.images!);
    const last = [...RULES].sort((a, b) => accuracies[a]! - accuracies[b]!)[0]!;
    const right = level.length === RULES.length ? 'same' : last;
    return gradeChoice(right, answer, {
      dense: share(accuracies.dense!),
      threshold: share(accuracies.threshold!),
      dgc: share(accuracies.dgc!),
      worst: option(right),
    });
  },
};

const age: Question = {
  id: 'age',
  kind: 'choice',
  options: ['few', 'tens', 'hundreds'],
  needs: ['age.dgc'],
  grade(numbers, answer) {
    const steps = numbers['age.dgc']!;
    const right = rangeOf(steps, [
      ['few', 10],
      ['tens', 100],
      ['hundreds', Number.POSITIVE_INFINITY],
    ]);
    return gradeChoice(right, answer, { steps: number(steps) });
  },
};

/** What the finished trials gave; undefined until dense exchange and both others stand. */
export function toExchangeNumbers(entries: readonly LabEntry[]): Numbers | undefined {
  const numbers: Record<string, number> = {};
  for (const rule of RULES) {
    const entry = entries.find(({ step, trial }) => step.gradients.rule === rule && trial);
    if (!entry?.trial) return undefined;
    numbers[`accuracy.${rule}`] = entry.trial.accuracy.accuracy;
    numbers[`times.${rule}`] = entry.trial.exchange.totals.compressionRatio;
    const meanAge = computeMeanAge(entry);
    if (meanAge !== undefined) numbers[`age.${rule}`] = meanAge;
    numbers.images = entry.trial.accuracy.images;
  }
  return numbers;
}

/** Four workers that send one gradient in a hundred, and what becomes of the rest. */
export const GRADIENTS: Lesson = {
  id: 'gradients',
  minutes: 9,
  papers: [PAPERS.dgc, PAPERS.dropping],
  recipe: freshRecipe('lenet-300-100', 1),
  pages: [
    { id: 'workers', view: 'weights', point: 'map' },
    { id: 'bytes', view: 'weights', question: bytes },
    { id: 'worst', view: 'weights', question: worst },
    { id: 'age', view: 'weights', question: age },
    {
      id: 'lab',
      view: 'gradients',
      point: 'stage',
      grades: ['bytes', 'worst', 'age'],
      doing: {
        async run({ store, client }, { signal, onProgress }) {
          const { id } = startRow({ store });
          const { select, header, backend } = store.getState();
          select(id);
          const lab = useExchangeLab.getState();
          lab.setTab('lab');
          lab.change(FIRST_SETTINGS);
          const cancel = () => useExchangeLab.getState().cancel();
          signal.addEventListener('abort', cancel);
          const unsubscribe = useExchangeLab.subscribe(({ run }) => {
            const { done = 0, total = 1 } = run?.progress ?? {};
            if (run)
              onProgress({ done: (RULES.length - 1 - run.left) * total + done, total: RULES.length * total });
          });
          try {
            const source = {
              id,
              name: 'start',
              fresh: true,
              seed: header.seed,
              backend: backend?.name ?? '',
            };
            await lab.compare(client, source);
          } finally {
            unsubscribe();
            signal.removeEventListener('abort', cancel);
          }
          return toExchangeNumbers(useExchangeLab.getState().entries);
        },
        read: ({ store }) => {
          const { entries, run, source } = useExchangeLab.getState();
          const own = source?.id === store.getState().nodes[0]?.id;
          return own && !run ? toExchangeNumbers(entries) : undefined;
        },
      },
    },
    {
      id: 'switches',
      view: 'gradients',
      point: 'stage',
    },
  ],
};

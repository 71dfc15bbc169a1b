import { loadChannelGroups, type NetworkSpec } from '../../../src/index.ts';
import { placeOf } from '../../views/structure/coupling.ts';
import { judgeShape } from '../../views/structure/judgeShape.ts';
import { PRUNE_LEVELS, toLevelStep } from '../../views/structure/pruneLevels.ts';
import { accuracyOf, askPreview, ensureRow, startRow, toStep } from '../doing.ts';
import { chanceOf, count, gradeChoice, gradeNumber, option, share } from '../grading.ts';
import type { Lesson, Numbers, Question } from '../lesson.ts';
import { trainedRecipe } from '../recipes.ts';
import { PAPERS } from './papers.ts';

const SHARE = 0.3;
/** Half as much of every channel costs about as many MACs as the share inside blocks alone. */
const BOTH_SHARE = 0.15;
const TUNE = { kind: 'train', steps: 40, batchSize: 64, learningRate: 0.001 } as const;

const joined: Question = {
  id: 'joined',
  kind: 'number',
  unit: 'count',
  min: 1,
  max: 19,
  step: 1,
  tolerance: 0,
  needs: ['makers', 'readers'],
  grade(numbers, answer) {
    return gradeNumber(numbers.makers!, answer, this.tolerance, {
      makers: count(numbers.makers!),
      readers: count(numbers.readers!),
    });
  },
};

const costs: Question = {
  id: 'costs',
  kind: 'choice',
  options: PRUNE_LEVELS,
  needs: ['before', ...PRUNE_LEVELS.map((level) => `at.${level}`)],
  grade(numbers, answer) {
    const at = (level: string) => numbers[`at.${level}`]!;
    const order = [...PRUNE_LEVELS].sort((a, b) => at(a) - at(b));
    const worst = order[0]!;
    const even = order.filter((level) => at(level) - at(worst) <= chanceOf(at(level), at(worst), 500));
    return gradeChoice(
      worst,
      answer,
      {
        before: share(numbers.before!),
        inside: share(at('inside')),
        stages: share(at('stages')),
        both: share(at('both')),
        worst: option(worst),
      },
      even,
    );
  },
};

const shape: Question = {
  id: 'shape',
  kind: 'choice',
  options: ['hourglass', 'wallet', 'stages', 'whole'],
  needs: ['inside.channels', 'inside.lost', 'stage.channels', 'stage.lost'],
  grade(numbers, answer) {
    const loss = (place: 'inside' | 'stage') => ({
      place,
      channels: numbers[`${place}.channels`]!,
      lost: numbers[`${place}.lost`]!,
    });
    const judged = judgeShape([loss('inside'), loss('stage')]);
    return gradeChoice(judged?.kind ?? 'whole', answer, {
      inside: share(judged?.insideLost ?? 0),
      stages: share(judged?.stageLost ?? 0),
    });
  },
};

const equal: Question = {
  id: 'equal',
  kind: 'choice',
  options: ['inside', 'both', 'same'],
  needs: ['tuned.inside', 'tuned.both', 'macs.inside', 'macs.both', 'images'],
  grade(numbers, answer) {
    const [inside, both] = [numbers['tuned.inside']!, numbers['tuned.both']!];
    const even = Math.abs(inside - both) <= chanceOf(inside, both, numbers.images!);
    const right = even ? 'same' : inside > both ? 'inside' : 'both';
    return gradeChoice(right, answer, {
      inside: share(inside),
      both: share(both),
      macsInside: share(numbers['macs.inside']!),
      macsBoth: share(numbers['macs.both']!),
    });
  },
};

/** The groups of a network by where they stand. */
async function listPlaced(spec: NetworkSpec) {
  const { channelGroups } = await loadChannelGroups();
  return channelGroups(spec).map((group) => ({ ...group, place: placeOf(spec, group) }));
}

async function insideLayers(spec: NetworkSpec): Promise<readonly string[]> {
  return (await listPlaced(spec)).filter(({ place }) => place === 'inside').map(({ layer }) => layer);
}

/** What adds up must be as wide: channels that go together, and two shapes. */
export const RESIDUAL: Lesson = {
  id: 'residual',
  minutes: 10,
  papers: [PAPERS.curl, PAPERS.filters],
  // 2,000 test images: a residual network takes its time.
  recipe: { ...trainedRecipe('resnet-20', 'cifar-10'), dataset: { name: 'cifar-10', testSize: 2000 } },
  pages: [
    { id: 'add', view: 'weights', layer: 's1b1_conv2', point: 'map' },
    { id: 'joined', view: 'weights', layer: 's1b1_conv2', point: 'map', question: joined },
    {
      id: 'group',
      view: 'structure',
      layer: 's1b1_conv2',
      point: 'stage',
      grades: ['joined'],
      doing: {
        async run(tools) {
          const { spec } = startRow(tools).snapshot;
          const stage = (await listPlaced(spec)).find(({ place }) => place === 'stage');
          if (!stage) throw new Error('no stage in this network');
          tools.store.getState().selectLayer('s1b1_conv2');
          const readers = new Set(
            stage.slices.filter(({ role }) => role === 'reader').map(({ weight }) => weight),
          );
          return { makers: stage.producers.length, readers: readers.size };
        },
      },
    },
    { id: 'costs', view: 'weights', layer: 's1b1_conv2', question: costs },
    {
      id: 'levels',
      view: 'structure',
      layer: 's1b1_conv2',
      point: 'stage',
      grades: ['costs'],
      doing: {
        async run(tools, options) {
          const { id, snapshot } = startRow(tools);
          const inside = await insideLayers(snapshot.spec);
          const numbers: Record<string, number> = {};
          for (const [place, level] of PRUNE_LEVELS.entries()) {
            options.onProgress({ done: place, total: PRUNE_LEVELS.length });
            const result = await askPreview(tools, id, toLevelStep(level, SHARE, inside), {
              ...options,
              onProgress: () => {},
            });
            numbers.before = result.accuracyBefore;
            numbers[`at.${level}`] = result.accuracy;
          }
          return numbers;
        },
      },
    },
    { id: 'shape', view: 'weights', layer: 's1b1_conv2', question: shape },
    { id: 'equal', view: 'weights', layer: 's1b1_conv2', question: equal },
    {
      id: 'tune',
      view: 'structure',
      layer: 's1b1_conv2',
      point: 'rail',
      grades: ['shape', 'equal'],
      doing: {
        async run(tools, options) {
          const { spec } = startRow(tools).snapshot;
          const layers = await insideLayers(spec);
          const both = { ...toLevelStep('both', BOTH_SHARE, layers), name: 'both' };
          const inside = { ...toLevelStep('inside', SHARE, layers), name: 'inside' };
          const bothRow = await ensureRow(tools, 'start', both, options);
          const bothTuned = await ensureRow(tools, 'both', toStep({ ...TUNE, name: 'both tuned' }), options);
          const insideRow = await ensureRow(tools, 'start', inside, options);
          const insideTuned = await ensureRow(
            tools,
            'inside',
            toStep({ ...TUNE, name: 'inside tuned' }),
            options,
          );
          const macsOf = ({ snapshot }: typeof bothRow) =>
            snapshot.summary.cost.totals.effectiveMacs / snapshot.summary.cost.totals.macs;
          return {
            ...(await countLoss(insideRow.snapshot)),
            'macs.inside': macsOf(insideRow),
            'macs.both': macsOf(bothRow),
            'tuned.inside': accuracyOf(insideTuned),
            'tuned.both': accuracyOf(bothTuned),
            images: insideTuned.snapshot.summary.accuracy.images,
          };
        },
      },
    },
  ],
};

/** Channels of the insides of blocks and of stages, and how many of them are gone. */
async function countLoss({
  spec,
  summary,
}: {
  readonly spec: NetworkSpec;
  readonly summary: {
    readonly cost: {
      readonly layers: readonly {
        readonly name: string;
        readonly channels: number;
        readonly keptChannels: number;
      }[];
    };
  };
}): Promise<Numbers> {
  const numbers: Record<string, number> = {};
  for (const { place, layers } of await listPlaced(spec)) {
    for (const { name, channels, keptChannels } of summary.cost.layers) {
      if (!layers.includes(name)) continue;
      numbers[`${place}.channels`] = (numbers[`${place}.channels`] ?? 0) + channels;
      numbers[`${place}.lost`] = (numbers[`${place}.lost`] ?? 0) + channels - keptChannels;
    }
  }
  return numbers;
}

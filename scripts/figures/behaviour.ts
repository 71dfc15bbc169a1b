import * as Plot from '@observablehq/plot';
import { type Figure, measured } from './figure.ts';
import { COLORS } from './toSvg.ts';

const confusion: Figure = {
  name: 'confusion-difference',
  recipes: ['measure-lenet-5'],
  draw([result]) {
    const { change } = measured(result!, 'pruned measured', 'behaviour');
    const cells = change.confusion.flatMap((row, truth) =>
      row.map((count, prediction) => ({ truth, prediction, count })),
    );
    const most = Math.max(
      ...cells.filter(({ truth, prediction }) => truth !== prediction).map(({ count }) => Math.abs(count)),
    );
    return {
      width: 460,
      height: 420,
      marginLeft: 40,
      aspectRatio: 1,
      x: { label: 'predicted digit', tickFormat: 'd' },
      y: { label: 'true digit', tickFormat: 'd' },
      color: {
        type: 'diverging',
        scheme: 'PuOr',
        domain: [-most, most],
        clamp: true,
        range: undefined as never,
      },
      marks: [
        Plot.cell(cells, { x: 'prediction', y: 'truth', fill: 'count' }),
        Plot.text(cells, {
          x: 'prediction',
          y: 'truth',
          text: ({ count }) => (count === 0 ? '' : `${count > 0 ? '+' : '−'}${Math.abs(count)}`),
          fontSize: 10,
          fill: ({ count }) => (Math.abs(count) > 0.6 * most ? 'white' : '#222'),
        }),
      ],
    };
  },
};

const classes: Figure = {
  name: 'classes-forgotten',
  recipes: ['measure-lenet-5'],
  draw([result]) {
    const points = (['pruned measured', 'fine-tuned measured'] as const).flatMap((snapshot) => {
      const { before, after } = measured(result!, snapshot, 'behaviour');
      const recalls = (phase: string, { perClass }: typeof before) =>
        perClass.map(({ recall }, digit) => ({ phase, digit, recall: recall ?? 0 }));
      return [
        ...(snapshot === 'pruned measured' ? recalls('1 trained', before) : []),
        ...recalls(snapshot === 'pruned measured' ? '2 pruned' : '3 fine-tuned', after),
      ];
    });
    return {
      fx: { label: 'digit', tickFormat: 'd' },
      x: { axis: null },
      y: { label: 'recall (bars: trained, pruned, fine-tuned)', tickFormat: '.0%', grid: true },
      marks: [Plot.barY(points, { fx: 'digit', x: 'phase', y: 'recall', fill: 'phase' }), Plot.ruleY([0])],
    };
  },
};

const reliability: Figure = {
  name: 'calibration',
  recipes: ['measure-lenet-5'],
  draw([result]) {
    const { before, after } = measured(result!, 'pruned measured', 'behaviour');
    const toPoints = (network: string, { calibration }: typeof before) =>
      calibration.bins.flatMap(({ meanConfidence, accuracy, count }) =>
        meanConfidence === null || accuracy === null
          ? []
          : [{ network, confidence: meanConfidence, accuracy, count }],
      );
    const points = [
      ...toPoints(`trained, ECE ${(100 * before.calibration.expectedError).toFixed(1)} %`, before),
      ...toPoints(`pruned, ECE ${(100 * after.calibration.expectedError).toFixed(1)} %`, after),
    ];
    return {
      fx: { label: null },
      height: 320,
      x: { label: 'mean confidence of a bin (area: images)', domain: [0, 1], tickFormat: '.0%', ticks: 5 },
      y: { label: 'accuracy', domain: [0, 1], tickFormat: '.0%', grid: true },
      r: { range: [2, 18] },
      marks: [
        Plot.line(
          [
            [0, 0],
            [1, 1],
          ],
          { strokeDasharray: '3 3', facet: null },
        ),
        Plot.lineY(points, { fx: 'network', x: 'confidence', y: 'accuracy', stroke: COLORS[0]! }),
        Plot.dot(points, {
          fx: 'network',
          x: 'confidence',
          y: 'accuracy',
          r: 'count',
          fill: COLORS[0]!,
          fillOpacity: 0.5,
        }),
      ],
    };
  },
};

export const BEHAVIOUR_FIGURES: readonly Figure[] = [confusion, classes, reliability];

import * as Plot from '@observablehq/plot';
import { computeShareBelow, GRADIENT_EDGES } from '../../src/analysis/gradients/gradientHistogram.ts';
import { type Figure, snapshotOf } from './figure.ts';
import { COLORS } from './toSvg.ts';

const RECIPE = 'over-training-lenet-300-100';

const overTraining: Figure = {
  name: 'gradients-over-training',
  recipes: [RECIPE],
  draw([result]) {
    const moments = snapshotOf(result!, 'trained').train!.record!.gradients!;
    const points = moments.flatMap(({ epoch, layers }) =>
      layers.flatMap(({ layer, counts, weights }) =>
        counts.map((count, bin) => ({
          layer,
          epoch: `epoch ${epoch}`,
          x: GRADIENT_EDGES[bin]!,
          share: count / weights,
        })),
      ),
    );
    return {
      height: 460,
      marginLeft: 70,
      fx: { label: null },
      fy: { label: null },
      x: {
        type: 'log',
        label: '|gradient| of a weight (LeNet-300-100, MNIST, a batch of 128)',
        domain: [1e-8, 1],
        ticks: [1e-7, 1e-5, 1e-3, 1e-1],
        tickFormat: '.0e',
      },
      y: { axis: null },
      marks: [
        Plot.areaY(points, {
          fx: 'layer',
          fy: 'epoch',
          x: 'x',
          y: 'share',
          fill: '#9ecae1',
          curve: 'step-after',
          clip: true,
        }),
        Plot.lineY(points, {
          fx: 'layer',
          fy: 'epoch',
          x: 'x',
          y: 'share',
          stroke: COLORS[0]!,
          curve: 'step-after',
          clip: true,
        }),
      ],
    };
  },
};

const THRESHOLDS = [1e-5, 1e-4, 1e-3];

const shares: Figure = {
  name: 'gradients-below',
  recipes: [RECIPE],
  draw([result]) {
    const moments = snapshotOf(result!, 'trained').train!.record!.gradients!;
    const points = moments.flatMap(({ epoch, layers }) =>
      layers.flatMap((layer) =>
        THRESHOLDS.map((threshold) => ({
          layer: layer.layer,
          epoch,
          threshold: `|g| < ${threshold}`,
          share: computeShareBelow(layer, threshold),
        })),
      ),
    );
    const last = moments.at(-1)!.epoch;
    return {
      marginRight: 90,
      fx: { label: null },
      x: { label: 'epoch' },
      y: { label: 'share of the gradients', tickFormat: '.0%', domain: [0, 1], grid: true },
      marks: [
        Plot.lineY(points, { fx: 'layer', x: 'epoch', y: 'share', stroke: 'threshold', marker: 'circle' }),
        Plot.text(
          points.filter(({ epoch, layer }) => epoch === last && layer === 'fc3'),
          { fx: 'layer', x: 'epoch', y: 'share', text: 'threshold', textAnchor: 'start', dx: 8 },
        ),
      ],
    };
  },
};

export const GRADIENT_FIGURES: readonly Figure[] = [overTraining, shares];

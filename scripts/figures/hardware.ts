import * as Plot from '@observablehq/plot';
import { type Figure, measured } from './figure.ts';
import { COLORS } from './toSvg.ts';

const sparse: Figure = {
  name: 'sparse-arithmetic',
  recipes: ['measure-lenet-5'],
  draw([result]) {
    const { layers, batchSize, threads } = measured(result!, 'dense', 'sparseSpeed');
    const points = layers.flatMap(({ layer, dense, points: all }) =>
      all.map(({ sparsity, medianMs }) => ({ layer, sparsity, ratio: medianMs / dense.medianMs })),
    );
    return {
      marginRight: 60,
      x: {
        label: `share of the weights pruned at random (batch ${batchSize}, ${threads} thread)`,
        tickFormat: '.0%',
      },
      y: {
        label: 'time of sparse arithmetic over that of dense',
        grid: true,
        type: 'log',
        ticks: [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2],
        tickFormat: (value: number) => `${value}`,
      },
      marks: [
        Plot.ruleY([1], { strokeDasharray: '3 3' }),
        Plot.lineY(points, { x: 'sparsity', y: 'ratio', stroke: 'layer', marker: 'circle' }),
        Plot.text(
          points,
          Plot.selectLast({
            x: 'sparsity',
            y: 'ratio',
            z: 'layer',
            text: 'layer',
            textAnchor: 'start',
            dx: 8,
          }),
        ),
      ],
    };
  },
};

const queues: Figure = {
  name: 'accelerator-queues',
  recipes: ['over-training-lenet-300-100'],
  draw([result]) {
    const { layers, peCount } = measured(result!, 'measured', 'accelerator');
    const points = layers.flatMap(({ layer, queueDepths }) => queueDepths.map((row) => ({ layer, ...row })));
    return {
      marginRight: 60,
      x: {
        type: 'log',
        base: 2,
        label: `depth of the queues (${peCount} processing elements)`,
        ticks: [1, 2, 4, 8, 16, 32],
        tickFormat: (value: number) => `${value}`,
      },
      y: { label: 'load balance, 1 − bubbles', tickFormat: '.0%', domain: [0, 1], grid: true },
      marks: [
        Plot.lineY(points, { x: 'depth', y: 'loadBalance', stroke: 'layer', marker: 'circle' }),
        Plot.text(
          points,
          Plot.selectLast({
            x: 'depth',
            y: 'loadBalance',
            z: 'layer',
            text: 'layer',
            textAnchor: 'start',
            dx: 8,
          }),
        ),
      ],
    };
  },
};

const timeline: Figure = {
  name: 'accelerator-load',
  recipes: ['over-training-lenet-300-100'],
  draw([result]) {
    const { layers } = measured(result!, 'measured', 'accelerator');
    const { timeline: line } = layers[0]!;
    const points = line.busyShare.map((share, bin) => ({ cycle: bin * line.cyclesPerBin, share }));
    return {
      height: 220,
      x: { label: 'cycle (fc1 of LeNet-300-100, first test image)' },
      y: { label: 'busy processing elements', tickFormat: '.0%', domain: [0, 1], grid: true },
      marks: [
        Plot.areaY(points, { x: 'cycle', y: 'share', fill: '#9ecae1', curve: 'step-after' }),
        Plot.lineY(points, { x: 'cycle', y: 'share', stroke: COLORS[0]!, curve: 'step-after' }),
      ],
    };
  },
};

export const HARDWARE_FIGURES: readonly Figure[] = [sparse, queues, timeline];

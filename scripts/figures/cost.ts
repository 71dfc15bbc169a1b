import * as Plot from '@observablehq/plot';
import { type Figure, measured } from './figure.ts';
import { COLORS } from './toSvg.ts';

function structured(net: string, title: string): Figure {
  return {
    name: `structured-unstructured-${net}`,
    recipes: [`structured-unstructured-${net}`],
    draw([result]) {
      const { snapshots } = result!;
      const dense = snapshots[0]!;
      const points = snapshots.flatMap(({ name, accuracy, totals }) => {
        const [, kind, , tuned] = /^(weights|filters) (\d+)( tuned)?$/.exec(name) ?? [];
        if (!kind) return [];
        const phase = tuned ? 'fine-tuned' : 'pruned';
        return [
          { series: `${kind}, ${phase}`, kind, phase, kept: totals.keptWeights / totals.weights, accuracy },
        ];
      });
      return {
        marginRight: 130,
        x: {
          type: 'log',
          label: `share of the weights kept (${title})`,
          tickFormat: '.0%',
          ticks: [0.05, 0.1, 0.25, 0.5, 1],
          reverse: true,
        },
        y: { label: 'accuracy on the test images', tickFormat: '.0%', grid: true },
        marks: [
          Plot.ruleY([dense.accuracy], { strokeDasharray: '3 3' }),
          Plot.lineY(points, {
            x: 'kept',
            y: 'accuracy',
            stroke: 'kind',
            strokeDasharray: undefined as never,
            z: 'series',
            strokeOpacity: ({ phase }: { phase: string }) => (phase === 'pruned' ? 0.45 : 1),
            marker: 'circle',
          }),
          Plot.text(
            points,
            Plot.selectMinX({
              x: 'kept',
              y: 'accuracy',
              z: 'series',
              text: 'series',
              textAnchor: 'start',
              dx: 8,
            }),
          ),
        ],
      };
    },
  };
}

const storage: Figure = {
  name: 'storage',
  recipes: ['measure-lenet-5'],
  draw([result]) {
    const { totals } = measured(result!, 'fine-tuned measured', 'storage');
    const bars = Object.entries(totals.sizes).flatMap(([format, { bytes }]) =>
      bytes === null ? [] : [{ format, bytes }],
    );
    const dense = totals.sizes.dense.bytes!;
    return {
      marginLeft: 80,
      marginRight: 140,
      x: { label: 'bytes of LeNet-5 with 8.4 % of its weights, as encoded', grid: true, type: 'linear' },
      y: { label: null, domain: bars.map(({ format }) => format) },
      marks: [
        Plot.barX(bars, { y: 'format', x: 'bytes', fill: COLORS[0]! }),
        Plot.text(bars, {
          y: 'format',
          x: 'bytes',
          text: ({ bytes }) => `${bytes.toLocaleString('en')} · ${(dense / bytes).toFixed(1)} ×`,
          textAnchor: 'start',
          dx: 4,
        }),
        Plot.ruleX([0]),
      ],
    };
  },
};

const latency: Figure = {
  name: 'latency',
  recipes: ['structured-unstructured-lenet-5'],
  draw([result]) {
    const bars = (['weights 25 speed', 'filters 25 speed'] as const).flatMap((snapshot) =>
      measured(result!, snapshot, 'latency').series.map((series) => ({
        snapshot: snapshot.replace(' speed', ' %'),
        ...series,
      })),
    );
    return {
      fx: { label: null },
      x: { label: null, domain: ['dense', 'masked', 'compacted'] },
      y: { label: 'ms of a forward pass of 64 images (circle: predicted from MACs)', grid: true },
      marks: [
        Plot.barY(bars, { fx: 'snapshot', x: 'variant', y: 'medianMs', fill: 'variant' }),
        Plot.ruleX(bars, { fx: 'snapshot', x: 'variant', y1: 'lowMs', y2: 'highMs' }),
        Plot.dot(bars, {
          fx: 'snapshot',
          x: 'variant',
          y: 'predictedMs',
          stroke: '#222',
          fill: 'white',
          r: 5,
        }),
        Plot.ruleY([0]),
      ],
    };
  },
};

const pareto: Figure = {
  name: 'pareto',
  recipes: ['structured-unstructured-lenet-5'],
  draw([result]) {
    const { names } = result!.pareto.curves.find(({ cost }) => cost === 'effectiveMacs')!;
    const points = result!.snapshots
      .filter(({ step }) => step?.kind !== 'measure')
      .map(({ name, accuracy, totals }) => ({
        name,
        accuracy,
        macs: totals.effectiveMacs,
        front: names.includes(name),
      }));
    const front = names.map((name) => points.find((point) => point.name === name)!);
    return {
      marginRight: 130,
      x: {
        type: 'log',
        label: 'multiply-accumulates whose weight is kept (LeNet-5, MNIST; snapshots under 88 % left out)',
        tickFormat: '~s',
      },
      y: {
        label: 'accuracy on the test images',
        tickFormat: '.0%',
        grid: true,
        domain: [0.88, 1],
        clamp: true,
      },
      marks: [
        Plot.lineY(front, { x: 'macs', y: 'accuracy', stroke: COLORS[0]!, curve: 'step-after' }),
        Plot.dot(
          points.filter(({ accuracy }) => accuracy >= 0.88),
          {
            x: 'macs',
            y: 'accuracy',
            fill: ({ front: on }) => (on ? COLORS[0]! : '#bbb'),
            r: 4,
          },
        ),
        Plot.text(front, {
          x: 'macs',
          y: 'accuracy',
          text: 'name',
          textAnchor: 'start',
          dx: 4,
          dy: 10,
          rotate: 30,
        }),
      ],
    };
  },
};

export const COST_FIGURES: readonly Figure[] = [
  structured('lenet-5', 'LeNet-5, MNIST'),
  structured('vgg-small', 'vgg-small, CIFAR-10'),
  pareto,
  storage,
  latency,
];

import * as Plot from '@observablehq/plot';
import type { SensitivityCurve } from '../../src/analysis/sensitivity/sensitivity.ts';
import { type Figure, measured } from './figure.ts';

/** Of many layers those that fall first and those that hold longest, by the mean of their curves. */
function pickNamed(curves: readonly SensitivityCurve[]): ReadonlySet<string> {
  if (curves.length <= 7) return new Set(curves.map(({ layer }) => layer));
  const mean = ({ points }: SensitivityCurve) =>
    points.reduce((sum, { accuracy }) => sum + accuracy, 0) / points.length;
  const order = curves.toSorted((a, b) => mean(a) - mean(b)).map(({ layer }) => layer);
  return new Set([...order.slice(0, 4), ...order.slice(-2)]);
}

/** Curves with their intervals, those that matter most named at their ends, the others grey. */
function drawCurves(curves: readonly SensitivityCurve[], xLabel: string): Plot.PlotOptions {
  const named = pickNamed(curves);
  const all = curves.flatMap(({ layer, points }) => points.map((point) => ({ layer, ...point })));
  const [points, others] = [
    all.filter(({ layer }) => named.has(layer)),
    all.filter(({ layer }) => !named.has(layer)),
  ];
  return {
    height: 340,
    marginRight: 90,
    x: { label: xLabel, tickFormat: '.0%', domain: [0, 1] },
    y: { label: 'accuracy', tickFormat: '.0%', grid: true },
    marks: [
      Plot.lineY(others, { x: 'sparsity', y: 'accuracy', z: 'layer', stroke: '#ccc' }),
      Plot.ruleX(points, { x: 'sparsity', y1: 'low', y2: 'high', stroke: 'layer', strokeOpacity: 0.5 }),
      Plot.lineY(points, { x: 'sparsity', y: 'accuracy', stroke: 'layer', marker: 'circle' }),
      Plot.text(
        points,
        Plot.selectLast({
          x: 'sparsity',
          y: 'accuracy',
          z: 'layer',
          text: 'layer',
          fill: 'layer',
          textAnchor: 'start',
          dx: 8,
        }),
      ),
    ],
  };
}

function byWeight(net: string, snapshot: string, title: string): Figure {
  return {
    name: `sensitivity-${net}`,
    recipes: [`measure-${net}`],
    draw: ([result]) =>
      drawCurves(
        measured(result!, snapshot, 'sensitivity'),
        `share of one layer's weights pruned (${title})`,
      ),
  };
}

function byFilter(net: string, snapshot: string, title: string): Figure {
  return {
    name: `sensitivity-filters-${net}`,
    recipes: [`measure-${net}`],
    draw: ([result]) =>
      drawCurves(
        measured(result!, snapshot, 'sensitivity'),
        `share of one layer's filters pruned (${title})`,
      ),
  };
}

const agreement: Figure = {
  name: 'agreement-with-oracle',
  recipes: ['measure-lenet-5'],
  draw([result]) {
    const { criteria, layers } = measured(result!, 'dense filters', 'agreement');
    const oracle = criteria.indexOf('oracle');
    const cells = layers.flatMap(({ layer, spearman }) =>
      criteria.flatMap((criterion, index) => {
        const value = spearman[index]![oracle];
        return criterion === 'oracle' || value === null || value === undefined
          ? []
          : [{ layer, criterion, value }];
      }),
    );
    return {
      height: 190,
      marginLeft: 60,
      marginBottom: 80,
      x: { label: null, tickRotate: -35, domain: criteria.filter((criterion) => criterion !== 'oracle') },
      y: { label: null },
      color: { type: 'diverging', scheme: 'RdBu', domain: [-1, 1], range: undefined as never },
      marks: [
        Plot.cell(cells, { x: 'criterion', y: 'layer', fill: 'value' }),
        Plot.text(cells, {
          x: 'criterion',
          y: 'layer',
          text: ({ value }) => value.toFixed(2),
          fill: ({ value }) => (Math.abs(value) > 0.6 ? 'white' : '#222'),
        }),
      ],
    };
  },
};

export const SENSITIVITY_FIGURES: readonly Figure[] = [
  byWeight('lenet-5', 'dense', 'LeNet-5, MNIST'),
  byFilter('lenet-5', 'dense filters', 'LeNet-5, MNIST'),
  byWeight('vgg-small', 'dense by weight', 'vgg-small, CIFAR-10'),
  byFilter('vgg-small', 'dense by filter', 'vgg-small, CIFAR-10'),
  byWeight('resnet-20', 'dense by weight', 'ResNet-20, CIFAR-10'),
  byFilter('resnet-20', 'dense by filter', 'ResNet-20, CIFAR-10'),
  agreement,
];

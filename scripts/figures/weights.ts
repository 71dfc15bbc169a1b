import * as Plot from '@observablehq/plot';
import type { LayerHistogram } from '../../src/analysis/histogram.ts';
import { laplaceDensity } from '../../src/analysis/weights/fitLaplace.ts';
import { normalDensity } from '../../src/analysis/weights/fitNormal.ts';
import { mergeEvolution } from '../../src/analysis/weights/mergeEvolution.ts';
import { type Figure, measured, snapshotOf } from './figure.ts';
import { COLORS } from './toSvg.ts';

/** Bins of a histogram as bars; those around 0 of a pruned layer hold only what is kept. */
function toBars({ domain: [low, high], counts }: LayerHistogram) {
  const width = (high - low) / counts.length;
  return counts.map((count, bin) => ({ from: low + bin * width, to: low + (bin + 1) * width, count }));
}

const PHASES = [
  ['1 trained', 'dense'],
  ['2 pruned', 'pruned measured'],
  ['3 fine-tuned', 'fine-tuned measured'],
] as const;

const threePhases: Figure = {
  name: 'three-phases',
  recipes: ['measure-lenet-5'],
  draw([result]) {
    const bars = PHASES.flatMap(([phase, snapshot]) =>
      measured(result!, snapshot, 'histogram')
        .filter(({ layer }) => layer === 'conv2')
        .flatMap((histogram) => toBars(histogram).map((bar) => ({ phase, ...bar }))),
    );
    return {
      fx: { label: null },
      x: { label: 'weight of conv2 (LeNet-5, MNIST)', ticks: 5 },
      y: { label: 'kept weights per bin', grid: true },
      marks: [
        Plot.rectY(bars, { fx: 'phase', x1: 'from', x2: 'to', y: 'count', fill: COLORS[0]!, inset: 0 }),
        Plot.ruleY([0]),
      ],
    };
  },
};

const fits: Figure = {
  name: 'weight-fits',
  recipes: ['measure-lenet-5'],
  draw([result]) {
    const { tensors } = measured(result!, 'dense', 'weights');
    const layers = measured(result!, 'dense', 'histogram');
    const densities = layers.flatMap((histogram) => {
      const total = histogram.counts.reduce((sum, count) => sum + count, 0);
      return toBars(histogram).map(({ from, to, count }) => ({
        layer: histogram.layer,
        from,
        to,
        density: count / total / (to - from),
      }));
    });
    const curves = layers.flatMap(({ layer, domain: [low, high] }) => {
      const tensor = tensors.find(({ name }) => name === `${layer}.weight`)!;
      return Array.from({ length: 201 }, (_, index) => {
        const x = low + ((high - low) * index) / 200;
        return [
          { layer, x, fit: 'normal', density: normalDensity(tensor.normal!, x) },
          { layer, x, fit: 'Laplace', density: laplaceDensity(tensor.laplace!, x) },
        ];
      }).flat();
    });
    const labels = layers.map(({ layer, domain: [low] }) => {
      const { betterFit, moments } = tensors.find(({ name }) => name === `${layer}.weight`)!;
      const kurtosis = moments.excessKurtosis!.toFixed(2);
      return {
        layer,
        x: low,
        text: `${betterFit === 'laplace' ? 'Laplace' : 'normal'} fits better\nexcess kurtosis ${kurtosis}`,
      };
    });
    return {
      height: 260,
      fx: { label: null },
      x: { label: 'weight', ticks: 3 },
      y: { label: 'density (line: normal fit, dashed: Laplace fit)', grid: true },
      facet: { data: densities, x: 'layer' },
      marks: [
        Plot.rectY(densities, { fx: 'layer', x1: 'from', x2: 'to', y: 'density', fill: '#9ecae1' }),
        Plot.lineY(
          curves.filter(({ fit }) => fit === 'normal'),
          { fx: 'layer', x: 'x', y: 'density', stroke: COLORS[1]! },
        ),
        Plot.lineY(
          curves.filter(({ fit }) => fit === 'Laplace'),
          {
            fx: 'layer',
            x: 'x',
            y: 'density',
            stroke: COLORS[2]!,
            strokeDasharray: '4 3',
          },
        ),
        Plot.text(labels, {
          fx: 'layer',
          text: 'text',
          frameAnchor: 'top-left',
          dx: 2,
          dy: 2,
          textAnchor: 'start',
          lineAnchor: 'top',
        }),
      ],
    };
  },
};

const evolution: Figure = {
  name: 'weights-over-training',
  recipes: ['over-training-lenet-300-100'],
  draw([result]) {
    const moments = [
      ...snapshotOf(result!, 'trained').train!.record!.weights!.map((moment) => ({
        ...moment,
        label: `epoch ${moment.epoch}`,
      })),
      ...snapshotOf(result!, 'fine-tuned').train!.record!.weights!.map((moment) => ({
        ...moment,
        label: moment.epoch === 0 ? 'pruned' : `fine-tuned, epoch ${moment.epoch}`,
      })),
    ];
    const merged = mergeEvolution(moments);
    const bars = merged.flatMap(({ label, layers }) => {
      const { counts, reach } = layers.find(({ layer }) => layer === 'fc1')!;
      const most = Math.max(...counts);
      const width = (2 * reach) / counts.length;
      return counts.map((count, bin) => ({ label, x: -reach + (bin + 0.5) * width, share: count / most }));
    });
    return {
      height: 420,
      marginLeft: 130,
      fy: { label: null, domain: merged.map(({ label }) => label) },
      x: { label: 'weight of fc1 (LeNet-300-100, MNIST)', domain: [-0.2, 0.2] },
      y: { axis: null },
      marks: [
        Plot.areaY(bars, { fy: 'label', x: 'x', y: 'share', fill: '#9ecae1', curve: 'step', clip: true }),
        Plot.lineY(bars, { fy: 'label', x: 'x', y: 'share', stroke: COLORS[0]!, curve: 'step', clip: true }),
      ],
    };
  },
};

const firstLayer: Figure = {
  name: 'first-layer-mask',
  recipes: ['over-training-lenet-300-100'],
  draw([result]) {
    const { firstLayer: image } = measured(result!, 'measured', 'weights');
    if (image.kind !== 'pixels') throw new Error('the first layer reads no pixels');
    const [, width] = image.shape;
    const cells = image.shareOfPixel.map((share, index) => ({
      x: index % width,
      y: Math.floor(index / width),
      share,
    }));
    return {
      width: 420,
      height: 420,
      marginLeft: 30,
      aspectRatio: 1,
      x: { label: 'column of the digit', ticks: [0, 7, 14, 21, 27] },
      y: { label: 'row', ticks: [0, 7, 14, 21, 27] },
      color: { type: 'linear', scheme: 'Blues', range: undefined as never },
      marks: [Plot.cell(cells, { x: 'x', y: 'y', fill: 'share', inset: 0 })],
    };
  },
};

export const WEIGHT_FIGURES: readonly Figure[] = [threePhases, fits, evolution, firstLayer];

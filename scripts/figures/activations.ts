import * as Plot from '@observablehq/plot';
import { type Figure, measured } from './figure.ts';
import { COLORS } from './toSvg.ts';

const apoz: Figure = {
  name: 'apoz-distribution',
  recipes: ['measure-lenet-5'],
  draw([result]) {
    const { layers, images } = measured(result!, 'dense', 'activations');
    const shown = layers.filter(({ layer }) => layer === 'conv2' || layer === 'fc1');
    const channels = shown.flatMap(({ layer, bins }) =>
      bins.map((count, bin) => ({ layer, from: bin / bins.length, to: (bin + 1) / bins.length, count })),
    );
    const cuts = shown.map(({ layer, mean, standardDeviation }) => ({
      layer,
      cut: mean + standardDeviation,
      mean,
    }));
    return {
      fx: { label: null },
      x: {
        label: `APoZ on ${images} test images (line: mean + 1σ)`,
        domain: [0, 1],
        tickFormat: '.0%',
        ticks: 5,
      },
      y: { label: 'channels or units', grid: true },
      marks: [
        Plot.rectY(channels, { fx: 'layer', x1: 'from', x2: 'to', y: 'count', fill: COLORS[0]! }),
        Plot.ruleX(cuts, { fx: 'layer', x: 'cut', stroke: COLORS[1]!, strokeWidth: 2 }),
        Plot.ruleY([0]),
      ],
    };
  },
};

const KINDS = ['relu', 'leakyRelu', 'sigmoid', 'tanh'] as const;

const functions: Figure = {
  name: 'activation-functions',
  recipes: KINDS.map((kind) => `activations-${kind}-lenet-5`),
  draw(results) {
    const bars = results.flatMap((result, index) =>
      measured(result, 'measured', 'activations').layers.flatMap(({ layer, mean, nearZeroShare }) => [
        { kind: KINDS[index]!, layer, what: 'exactly 0', share: mean },
        { kind: KINDS[index]!, layer, what: 'at most 1 % of the largest', share: nearZeroShare },
      ]),
    );
    return {
      fx: { label: null, domain: KINDS },
      x: { label: 'layer of LeNet-5 (dark: exactly 0, light: at most 1 % of the largest magnitude)' },
      y: { label: 'share of outputs', tickFormat: '.0%', grid: true, domain: [0, 1] },
      marks: [
        Plot.barY(
          bars.filter(({ what }) => what !== 'exactly 0'),
          { fx: 'kind', x: 'layer', y: 'share', fill: '#9ecae1' },
        ),
        Plot.barY(
          bars.filter(({ what }) => what === 'exactly 0'),
          { fx: 'kind', x: 'layer', y: 'share', fill: COLORS[0]!, insetLeft: 8, insetRight: 8 },
        ),
        Plot.ruleY([0]),
      ],
    };
  },
};

const flops: Figure = {
  name: 'weight-times-activation',
  recipes: ['measure-lenet-5'],
  draw([result]) {
    const { macs } = measured(result!, 'fine-tuned measured', 'activations');
    const bars = macs.layers.flatMap(({ layer, keptShare, inputDensity, hanShare, effectiveShare }) => [
      { layer, what: '1 weights kept', share: keptShare },
      { layer, what: '2 inputs not 0', share: inputDensity },
      { layer, what: '3 product (Han)', share: hanShare },
      { layer, what: '4 channel by channel', share: effectiveShare },
    ]);
    return {
      marginBottom: 84,
      height: 340,
      fx: { label: null },
      x: { label: null, tickRotate: -30 },
      y: { label: 'share of the multiply-accumulates left', tickFormat: '.0%', grid: true, domain: [0, 1] },
      marks: [
        Plot.barY(bars, { fx: 'layer', x: 'what', y: 'share', fill: 'what' }),
        Plot.text(bars, {
          fx: 'layer',
          x: 'what',
          y: 'share',
          text: ({ share }) => `${(100 * share).toFixed(0)}`,
          dy: -6,
        }),
        Plot.ruleY([0]),
      ],
    };
  },
};

export const ACTIVATION_FIGURES: readonly Figure[] = [apoz, functions, flops];

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../base/errors.ts';
import { createRandom } from '../../base/random.ts';
import { createEngine } from '../../engine/createEngine.ts';
import { nodeWasmPaths } from '../../engine/nodeWasmPaths.ts';
import { createTinyWeights, TINY_SPEC } from '../../engine/testNets.ts';
import type { NetworkSpec, NodeSpec } from '../../network/spec.ts';
import { compact } from '../../pruning/compact.ts';
import { computePrune } from '../../pruning/computePrune.ts';
import { networkSpecSchema } from '../../recipe/schema/networkSchema.ts';
import { parseLayersModel } from './parseLayersModel.ts';
import { writeLayersModel } from './writeLayersModel.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/kerasNet');
const MODEL_TEXT = readFileSync(join(FOLDER, 'model.json'), 'utf8');
const FILES = new Map([['weights.bin', new Uint8Array(readFileSync(join(FOLDER, 'weights.bin')))]]);
const FIXTURE: {
  readonly pixels: readonly number[];
  readonly logits: readonly number[];
  readonly probabilities: readonly number[];
} = JSON.parse(readFileSync(join(FOLDER, 'logits.json'), 'utf8'));
const CLASSES = 4;
const IMAGES = FIXTURE.logits.length / CLASSES;
const BATCH = { count: IMAGES, pixels: Uint8Array.from(FIXTURE.pixels), labels: new Uint8Array(IMAGES) };

const node = (spec: NetworkSpec, name: string): NodeSpec => spec.nodes.find((one) => one.name === name)!;

describe('a network built and saved by tfjs-layers itself', () => {
  const { spec, weights, summary } = parseLayersModel(JSON.parse(MODEL_TEXT), FILES);

  it('becomes a network with valid names, activations as nodes, and no softmax', () => {
    expect(spec.name).toBe('keras-net');
    expect(networkSpecSchema.parse(spec)).toEqual(spec);
    expect(node(spec, 'stem_conv_relu')).toEqual({
      kind: 'relu',
      name: 'stem_conv_relu',
      inputs: ['stem_conv'],
    });
    expect(node(spec, 'left')).toMatchObject({ padding: 1, stride: 2, inputs: ['stem_bn'] });
    expect(node(spec, 'stem_bn')).toMatchObject({ epsilon: 1e-3 });
    expect(node(spec, 'right')).toMatchObject({ kernelSize: [1, 1], inputs: ['right_depthwise'] });
    expect(spec.nodes.at(-1)).toMatchObject({ kind: 'dense', units: CLASSES });
    expect(weights['right_bn.weight']!.values).toEqual(new Float32Array(8).fill(1));
  });

  it('is summed up under its own names, with what was changed', () => {
    expect(summary).toMatchObject({
      name: 'keras-net',
      generatedBy: 'TensorFlow.js tfjs-layers v4.22.0',
      inputShape: [12, 10, 2],
      classes: CLASSES,
      sizeBytes: FILES.get('weights.bin')!.length,
    });
    // 8 ones stand for the γ that the file does not have.
    expect(summary.parameters).toBe(summary.sizeBytes / 4 + 8);
    expect(summary.layers[1]).toEqual({
      name: 'stem-conv',
      className: 'Conv2D',
      nodes: ['stem_conv', 'stem_conv_relu'],
    });
    expect(summary.notes).toEqual([
      { code: 'softmax-dropped', subject: 'classes' },
      { code: 'padding-merged', subject: 'pad' },
      { code: 'values-filled', subject: 'right_bn' },
    ]);
  });

  it.each(['wasm', 'cpu'] as const)(
    'gives its logits on %s, and compacts without changing them',
    async (name) => {
      const engine = await createEngine({ requested: name, wasmPaths: nodeWasmPaths() });
      expect(engine.backend.name).toBe(name);
      const tensorsBefore = engine.tensorCount();
      const predict = async (...network: Parameters<typeof engine.createModel>) => {
        const model = engine.createModel(...network);
        const logits = await engine.predict(model, BATCH);
        model.dispose();
        return logits;
      };
      const logits = await predict(spec, weights, {});
      for (const [at, expected] of FIXTURE.logits.entries()) expect(logits[at]!).toBeCloseTo(expected, 5);
      // They are what stood before the softmax.
      const powers = logits.subarray(0, CLASSES).map(Math.exp);
      const sum = powers.reduce((total, power) => total + power, 0);
      for (const [at, power] of powers.entries())
        expect(power / sum).toBeCloseTo(FIXTURE.probabilities[at]!, 5);

      const step = {
        criterion: 'l1',
        granularity: 'filter',
        scope: 'uniform',
        amount: { sparsity: 0.5 },
      } as const;
      const { masks } = computePrune(spec, weights, {}, step);
      const small = compact(spec, weights, masks);
      expect(small.removedChannels).toBeGreaterThan(0);
      const masked = await predict(spec, weights, masks);
      expect(masked).not.toEqual(logits);
      const compacted = await predict(small.spec, small.weights, small.masks);
      for (const [at, logit] of masked.entries()) expect(compacted[at]!).toBeCloseTo(logit, 5);
      expect(engine.tensorCount()).toBe(tensorsBefore);
      engine.dispose();
    },
  );
});

type Json = Record<string, unknown>;
interface Draft {
  readonly modelTopology: {
    readonly class_name: string;
    readonly config: Json & { readonly layers: (Json & { readonly config: Json })[] };
  };
  readonly weightsManifest: { paths: string[]; weights: Json[] }[];
}

const TINY_WEIGHTS = createTinyWeights();
const { modelJson: TINY_TEXT, weightsBin: TINY_BIN } = writeLayersModel(TINY_SPEC, TINY_WEIGHTS);

/** The tiny network's file after a change. */
function parseChanged(
  change: (draft: Draft) => void,
  files = new Map([['weights.bin', TINY_BIN as Uint8Array]]),
) {
  const draft: Draft = JSON.parse(TINY_TEXT);
  change(draft);
  return parseLayersModel(draft, files);
}

const setLayer = (name: string, config: Json) => (draft: Draft) => {
  const layer = draft.modelTopology.config.layers.find((one) => one.config.name === name)!;
  Object.assign(layer.config, config);
};
const setClass =
  (name: string, className: string, config: Json = {}) =>
  (draft: Draft) => {
    const layer = draft.modelTopology.config.layers.find((one) => one.config.name === name)!;
    Object.assign(layer, { class_name: className });
    Object.assign(layer.config, config);
  };
const firstWeight = (change: Json) => (draft: Draft) => {
  Object.assign(draft.weightsManifest[0]!.weights[0]!, change);
};

describe('other ways to write the same network', () => {
  it('takes a Sequential model without an input layer, a level deeper, as the converter writes Keras 2', () => {
    const { spec, weights } = parseChanged((draft) => {
      const [, ...layers] = draft.modelTopology.config.layers;
      Object.assign(layers[0]!.config, { batch_input_shape: [null, 8, 8, 1] });
      for (const layer of layers) delete layer.inbound_nodes;
      const model_config = { class_name: 'Sequential', config: { name: 'tiny', layers } };
      Object.assign(draft, {
        modelTopology: { keras_version: '2.15.0', backend: 'tensorflow', model_config },
      });
    });
    expect(spec).toEqual(TINY_SPEC);
    expect(weights).toEqual(TINY_WEIGHTS);
  });

  it('takes a functional model as Keras 3 writes it', () => {
    const { spec, weights } = parseChanged((draft) => {
      const { config } = draft.modelTopology;
      for (const layer of config.layers) {
        const calls = layer.inbound_nodes as [string, number, number][][];
        const tensors = (calls[0] ?? []).map(([name, use, output]) => ({
          class_name: '__keras_tensor__',
          config: { shape: [null], dtype: 'float32', keras_history: [name, use, output] },
        }));
        layer.inbound_nodes = tensors.length > 0 ? [{ args: tensors, kwargs: {} }] : [];
        layer.config.dtype = { module: 'keras', class_name: 'DTypePolicy', config: { name: 'float32' } };
      }
      config.layers[0]!.config.batch_shape = [null, 8, 8, 1];
      delete config.layers[0]!.config.batch_input_shape;
      Object.assign(config, { input_layers: ['input', 0, 0], output_layers: ['fc2', 0, 0] });
      for (const weight of draft.weightsManifest[0]!.weights) weight.name = `tiny/${weight.name}`;
    });
    expect(spec).toEqual(TINY_SPEC);
    expect(weights).toEqual(TINY_WEIGHTS);
  });

  it('takes weights named by number, in groups, and cut into files anywhere', () => {
    const files = new Map(
      [0, 30, 100, 1000, TINY_BIN.length].map((start, at, all) => [
        `shard${at}`,
        TINY_BIN.slice(start, all[at + 1]),
      ]),
    );
    files.delete('shard4');
    const { weights } = parseChanged((draft) => {
      const { weights: entries } = draft.weightsManifest[0]!;
      const seen = new Map<string, number>();
      for (const entry of entries) {
        const layer = String(entry.name).split('/')[0]!;
        seen.set(layer, (seen.get(layer) ?? -1) + 1);
        entry.name = `${layer}/${seen.get(layer)}:0`;
      }
      draft.weightsManifest.splice(0, 1, {
        paths: [...files.keys()].map((name) => `./${name}`),
        weights: entries,
      });
    }, files);
    expect(weights).toEqual(TINY_WEIGHTS);
  });

  it('widens weights that were quantised, and leaves an optimizer’s out', () => {
    const entries = JSON.parse(TINY_TEXT).weightsManifest[0].weights as { name: string; shape: number[] }[];
    const [scale, min] = [0.01, -1];
    const bytes: number[] = [];
    const quantised = entries.map((entry, at) => {
      const size = entry.shape.reduce((product, length) => product * length, 1);
      const dtype = at % 2 === 0 ? 'uint8' : 'uint16';
      for (let i = 0; i < size; i++) bytes.push(...(dtype === 'uint8' ? [i % 200] : [i % 200, 1]));
      return { ...entry, dtype: 'float32', quantization: { dtype, scale, min, original_dtype: 'float32' } };
    });
    const optimizer = { name: 'iter', shape: [], dtype: 'int32', group: 'optimizer' };
    const { weights, summary } = parseChanged(
      (draft) => {
        draft.weightsManifest[0]!.weights = [...quantised, optimizer];
      },
      new Map([
        ['weights.bin', Uint8Array.from([...bytes, 1, 0, 0, 0])],
        ['readme.txt', new Uint8Array(1)],
      ]),
    );
    expect(weights['conv1.weight']!.values[7]).toBeCloseTo(7 * scale + min, 6);
    expect(weights['conv1.bias']!.values[3]).toBeCloseTo((3 + 256) * scale + min, 6);
    expect(summary.notes).toEqual([{ code: 'file-unused', subject: 'readme.txt' }]);
  });

  it('takes what a file leaves out as Keras has it', () => {
    const layers = [
      {
        class_name: 'Conv2D',
        config: { name: 'a', filters: 1, kernel_size: 2, batch_input_shape: [null, 9, 9, 1] },
      },
      { class_name: 'BatchNormalization', config: { name: 'b', scale: false, center: false } },
      { class_name: 'LeakyReLU', config: { name: 'c' } },
      { class_name: 'LeakyReLU', config: { name: 'd', alpha: 0.25 } },
      { class_name: 'LeakyReLU', config: { name: 'e', negative_slope: 0.5 } },
      { class_name: 'AveragePooling2D', config: { name: 'f', strides: null } },
      { class_name: 'Activation', config: { name: 'g', activation: 'linear' } },
      { class_name: 'GlobalAveragePooling2D', config: { name: 'h' } },
      { class_name: 'Softmax', config: { name: 'i' } },
    ];
    const entries = [
      { name: 'a/kernel', shape: [2, 2, 1, 1] },
      { name: 'a/bias', shape: [1] },
      { name: 'b/moving_mean', shape: [1] },
      { name: 'b/moving_variance', shape: [1] },
    ].map((entry) => ({ ...entry, dtype: 'float32' }));
    const { spec, summary } = parseLayersModel(
      {
        modelTopology: { class_name: 'Sequential', config: layers },
        weightsManifest: [{ paths: ['w'], weights: entries }],
      },
      new Map([['w', new Uint8Array(7 * 4)]]),
    );
    expect(spec.nodes.slice(1)).toEqual([
      {
        kind: 'conv2d',
        name: 'a',
        inputs: ['input'],
        filters: 1,
        kernelSize: [2, 2],
        stride: 1,
        padding: 'valid',
        bias: true,
      },
      { kind: 'batchNorm', name: 'b', inputs: ['a'], epsilon: 1e-3 },
      { kind: 'leakyRelu', name: 'c', inputs: ['b'], slope: 0.3 },
      { kind: 'leakyRelu', name: 'd', inputs: ['c'], slope: 0.25 },
      { kind: 'leakyRelu', name: 'e', inputs: ['d'], slope: 0.5 },
      { kind: 'avgPool', name: 'f', inputs: ['e'], size: 2, stride: 2, padding: 'valid' },
      { kind: 'globalAvgPool', name: 'h', inputs: ['f'] },
    ]);
    expect(summary.notes.map(({ code, subject }) => `${code} ${subject}`)).toEqual([
      'softmax-dropped i',
      'layer-passed g',
      'values-filled b',
    ]);
  });

  it('puts layers into computing order, and gives names that a node may have', () => {
    const { spec, summary } = parseChanged((draft) => {
      draft.modelTopology.config.layers.reverse();
      setLayer('tanh2', { name: 'tanh2' })(draft);
    });
    expect(spec).toEqual(TINY_SPEC);
    const long = 'block-1/a very long name of a layer beyond forty';
    const renamed = parseLayersModel(
      JSON.parse(TINY_TEXT.replaceAll('conv2', long).replaceAll('conv1', '1')),
      new Map([['weights.bin', TINY_BIN as Uint8Array]]),
    );
    expect(renamed.spec.nodes.map(({ name }) => name)).toContain('block_1_a_very_long_name_of_a_layer_beyo');
    expect(renamed.spec.nodes.map(({ name }) => name)).toContain('n1');
    expect(renamed.summary.layers.map(({ name }) => name)).toContain(long);
    expect(Object.values(renamed.weights)).toEqual(Object.values(TINY_WEIGHTS));
    expect(summary.layers).toHaveLength(TINY_SPEC.nodes.length);
  });
});

describe('what is not supported', () => {
  const cases: [string, (draft: Draft) => void, RegExp][] = [
    [
      'unequal strides',
      setLayer('conv1', { strides: [1, 2] }),
      /conv1 \(Conv2D\): strides is \[1,2\] \(expected the same in both/,
    ],
    [
      'a dilation',
      setLayer('conv1', { dilation_rate: [2, 2] }),
      /conv1 \(Conv2D\): dilation_rate is 2 \(expected 1\)/,
    ],
    ['groups', setLayer('conv1', { groups: 2 }), /conv1 \(Conv2D\): groups is 2 \(expected 1\)/],
    [
      'channels first',
      setLayer('conv1', { data_format: 'channels_first' }),
      /data_format is "channels_first" \(expected "channels_last"\)/,
    ],
    [
      'another activation',
      setLayer('conv1', { activation: 'elu' }),
      /activation is elu \(expected one of linear, relu/,
    ],
    [
      'a softmax in the middle',
      setLayer('fc1', { activation: 'softmax' }),
      /fc1 \(Dense\): softmax in the middle/,
    ],
    [
      'an unequal pool',
      setLayer('pool1', { pool_size: [2, 3] }),
      /pool1 \(MaxPooling2D\): pool_size is \[2,3\]/,
    ],
    [
      'another class',
      setClass('tanh2', 'Lambda'),
      /tanh2 \(Lambda\): layers of this class are not supported \(expected one of InputLayer, Conv2D/,
    ],
    ['a model in a model', setClass('tanh2', 'Sequential'), /tanh2 \(Sequential\): layers of this class/],
    ['a bounded ReLU', setClass('tanh2', 'ReLU', { max_value: 6 }), /tanh2 \(ReLU\): max_value is set/],
    [
      'zeros before another layer',
      setClass('relu1', 'ZeroPadding2D', { padding: [1, 1] }),
      /pool1 \(MaxPooling2D\): reads a ZeroPadding2D/,
    ],
    [
      'uneven zeros',
      setClass('pool1', 'ZeroPadding2D', {
        padding: [
          [0, 1],
          [0, 1],
        ],
      }),
      /pool1 \(ZeroPadding2D\): padding is \[\[0,1\],\[0,1\]\]/,
    ],
    [
      'an input without a size',
      setLayer('input', { batch_input_shape: [null, null, null, 1] }),
      /input \(InputLayer\): batch_input_shape is/,
    ],
    [
      'another axis',
      setClass('relu3', 'BatchNormalization', { axis: 2 }),
      /relu3 \(BatchNormalization\): axis is 2 \(expected the last one, 1 or -1\)/,
    ],
    [
      'a layer used twice',
      (draft) => {
        const layer = draft.modelTopology.config.layers[2]!;
        (layer.inbound_nodes as unknown[]).push([['conv1', 0, 0, {}]]);
      },
      /relu1 \(Activation\): is used 2 times/,
    ],
    [
      'a circle',
      (draft) => {
        draft.modelTopology.config.layers[1]!.inbound_nodes = [[['fc2', 0, 0, {}]]];
      },
      /conv1 \(Conv2D\): reads, through others, itself/,
    ],
    [
      'a layer that is not there',
      (draft) => {
        draft.modelTopology.config.layers[1]!.inbound_nodes = [[['other', 0, 0, {}]]];
      },
      /conv1 \(Conv2D\): reads the unknown layer other/,
    ],
    [
      'two outputs',
      (draft) =>
        Object.assign(draft.modelTopology.config, {
          output_layers: [
            ['fc1', 0, 0],
            ['fc2', 0, 0],
          ],
        }),
      /output_layers is .*one input and one output/,
    ],
    [
      'an output before the end',
      (draft) => Object.assign(draft.modelTopology.config, { output_layers: [['relu3', 0, 0]] }),
      /relu3 \(Activation\): is the output, but other layers/,
    ],
    [
      'a graph model',
      (draft) => Object.assign(draft, { format: 'graph-model' }),
      /format is "graph-model" \(expected "layers-model"/,
    ],
    [
      'too many layers',
      (draft) => {
        draft.modelTopology.config.layers.push(
          ...Array.from({ length: 200 }, () => draft.modelTopology.config.layers[1]!),
        );
      },
      /210 layers \(expected 1 to 200\)/,
    ],
  ];
  it.each(cases)('refuses %s, and says where', (_, change, message) => {
    const parse = () => parseChanged(change);
    expect(parse).toThrow(AppError);
    expect(parse).toThrow(message);
    expect(parse).toThrow(expect.objectContaining({ code: 'invalid-network' }));
  });

  it('refuses more than 20 million parameters before it looks at the weights', () => {
    const layers = [
      { class_name: 'Flatten', config: { name: 'flat', batch_input_shape: [null, 100, 100, 1] } },
      { class_name: 'Dense', config: { name: 'fc1', units: 4096 } },
      { class_name: 'Dense', config: { name: 'fc2', units: 2 } },
    ];
    const modelTopology = { class_name: 'Sequential', config: { layers } };
    const parse = () => parseLayersModel({ modelTopology, weightsManifest: [] }, new Map());
    expect(parse).toThrow('parameters: 40972290 (expected at most 20000000)');
  });

  const weightCases: [string, (draft: Draft) => void, RegExp][] = [
    [
      'another shape',
      firstWeight({ shape: [3, 3, 4, 1] }),
      /conv1\/kernel has the shape \[3,3,4,1\] \(expected \[3,3,1,4\]\)/,
    ],
    ['an unknown type', firstWeight({ dtype: 'complex64' }), /invalid weightsManifest: .*dtype float32/],
    [
      'a missing weight',
      firstWeight({ name: 'conv1/other' }),
      /missing weight: conv1\/kernel \(found other, bias\)/,
    ],
    ['weights of another layer', firstWeight({ name: 'conv9/kernel' }), /unknown weight: conv9\/kernel/],
    ['a weight given twice', firstWeight({ name: 'conv1/bias' }), /weight given twice: conv1\/bias/],
    [
      'another size',
      firstWeight({ shape: [3, 3, 1, 5] }),
      /invalid size of weights.bin: \d+ bytes \(expected \d+\)/,
    ],
    [
      'a missing file',
      (draft) => {
        draft.weightsManifest[0]!.paths = ['other.bin'];
      },
      /missing weight file: other.bin \(found weights.bin\)/,
    ],
    [
      'no manifest',
      (draft) => {
        Object.assign(draft, { weightsManifest: undefined });
      },
      /invalid weightsManifest: missing/,
    ],
  ];
  it.each(weightCases)('refuses %s', (_, change, message) => {
    const parse = () => parseChanged(change);
    expect(parse).toThrow(message);
    expect(parse).toThrow(expect.objectContaining({ code: 'invalid-weights' }));
  });

  it('refuses values that are not finite', () => {
    const damaged = TINY_BIN.slice();
    new DataView(damaged.buffer).setFloat32(8, Number.NaN, true);
    expect(() => parseChanged(() => {}, new Map([['weights.bin', damaged]]))).toThrow(
      'conv1/kernel[2] is NaN (expected a finite number)',
    );
  });

  it('fails with nothing but an AppError, whatever is cut off or changed', () => {
    const random = createRandom(8);
    const ODD = [null, -1, 0, 1.5, 1e12, '', 'same', [], {}, [[]], true, { class_name: 'x', config: {} }];
    /** Changes a value somewhere in a tree. */
    const damage = (value: unknown): unknown => {
      const isTree = typeof value === 'object' && value !== null;
      const keys = isTree ? Object.keys(value) : [];
      if (keys.length === 0 || random.integer(8) === 0) return ODD[random.integer(ODD.length)];
      const key = keys[random.integer(keys.length)]!;
      const copy: Json = Array.isArray(value) ? Object.assign([], value) : Object.assign({}, value);
      if (random.integer(12) === 0) delete copy[key];
      else copy[key] = damage(copy[key]);
      return copy;
    };
    let refused = 0;
    const rounds = 1500;
    for (let round = 0; round < rounds; round++) {
      const keras = round % 2 === 0;
      const bin = keras ? FILES.get('weights.bin')! : TINY_BIN;
      const cut = random.integer(10) === 0 ? bin.subarray(0, random.integer(bin.length)) : bin;
      let model: unknown = JSON.parse(keras ? MODEL_TEXT : TINY_TEXT);
      for (let changes = 1 + random.integer(2); changes > 0; changes--) model = damage(model);
      try {
        const read = parseLayersModel(model, new Map([['weights.bin', cut]]));
        expect(networkSpecSchema.safeParse(read.spec).success).toBe(true);
      } catch (thrown) {
        expect(thrown, (thrown as Error).stack).toBeInstanceOf(AppError);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(rounds / 4);
    expect(refused).toBeLessThan(rounds);
  });
});

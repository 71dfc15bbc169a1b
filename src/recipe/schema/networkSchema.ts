import { z } from 'zod';

const layerName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/);
const node = { name: layerName, inputs: z.array(layerName).max(8) };
const size = z.number().int().min(1).max(4096);
const window = z.number().int().min(1).max(64);
const padding = z.enum(['valid', 'same']).default('valid');
const convolution = {
  kernelSize: z.tuple([window, window]),
  stride: window.default(1),
  padding: z
    .union([z.enum(['valid', 'same']), z.number().int().min(0).max(32)])
    .default('valid')
    .describe(
      'valid: none; same: as TensorFlow does it; a number: so many zeros on every side, as PyTorch does it.',
    ),
  bias: z.boolean().default(true),
};

const nodeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('input'), ...node, shape: z.array(size).min(1).max(3) }),
  z.strictObject({
    kind: z.literal('conv2d'),
    ...node,
    filters: size,
    ...convolution,
  }),
  z.strictObject({ kind: z.literal('depthwiseConv2d'), ...node, ...convolution }),
  z.strictObject({
    kind: z.literal('batchNorm'),
    ...node,
    epsilon: z.number().positive().max(1).default(1e-5),
  }),
  z.strictObject({ kind: z.literal('dense'), ...node, units: size, bias: z.boolean().default(true) }),
  z.strictObject({ kind: z.literal('relu'), ...node }),
  z.strictObject({ kind: z.literal('sigmoid'), ...node }),
  z.strictObject({ kind: z.literal('tanh'), ...node }),
  z.strictObject({ kind: z.literal('maxPool'), ...node, size: window, stride: window, padding }),
  z.strictObject({ kind: z.literal('avgPool'), ...node, size: window, stride: window, padding }),
  z.strictObject({ kind: z.literal('leakyRelu'), ...node, slope: z.number().min(0).max(0.99).default(0.01) }),
  z.strictObject({ kind: z.literal('globalAvgPool'), ...node }),
  z.strictObject({ kind: z.literal('add'), ...node }),
  z.strictObject({ kind: z.literal('concat'), ...node }),
  z.strictObject({ kind: z.literal('flatten'), ...node }),
  z.strictObject({ kind: z.literal('dropout'), ...node, rate: z.number().min(0).max(0.95) }),
]);

export const networkSpecSchema = z.strictObject({
  name: z.string().min(1).max(60),
  nodes: z.array(nodeSchema).min(2).max(200),
});

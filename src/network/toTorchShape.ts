import type { NodeKind, Shape } from './spec.ts';

/** A weight's shape in PyTorch's order: `[out, in, kh, kw]`, depthwise `[channels, 1, kh, kw]`, `[out, in]`; of a vector itself. */
export function toTorchShape(kind: NodeKind, shape: Shape): Shape {
  if (shape.length === 1) return shape;
  const [before, last] = shape.slice(-2) as [number, number];
  const sides = kind === 'depthwiseConv2d' ? [before, last] : [last, before];
  return [...sides, ...shape.slice(0, -2)];
}

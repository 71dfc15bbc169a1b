import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type KernelModule, Scratch } from './kernelModule.ts';
import { multiply, multiplyTransposed } from './product.ts';
import { addressOrZero, matrixRows, SLACK_BYTES } from './rowsOf.ts';
import type { WasmKernel, WasmKernelOverride } from './wasmOps.ts';

/** Sides of one matrix, with leading axes of 1 left out; undefined for several matrices. */
function sidesOf({ shape }: TensorInfo): readonly [number, number] | undefined {
  const [rows, columns] = shape.slice(-2);
  const single = shape.slice(0, -2).every((length) => length === 1);
  return single && rows !== undefined && columns !== undefined ? [rows, columns] : undefined;
}

/**
 * Matrix product with either side transposed, bias and ReLU: what a dense layer does forward and back.
 *
 * Several matrices at once, and products transposed on both sides, go to the shipped kernel.
 */
function createMatMul(kernels: KernelModule, shipped: WasmKernel): WasmKernel {
  return (call) => {
    const { inputs, attrs, backend } = call;
    const a = sidesOf(inputs.a!);
    const b = sidesOf(inputs.b!);
    const transposeA = Boolean(attrs.transposeA);
    const transposeB = Boolean(attrs.transposeB);
    const activation = attrs.activation ?? 'linear';
    const known = activation === 'linear' || activation === 'relu';
    const plain = !inputs.bias && activation === 'linear';
    if (!a || !b || !known || (transposeA && (transposeB || !plain))) return shipped(call);
    const rows = transposeA ? a[1] : a[0];
    const columns = transposeB ? b[0] : b[1];
    const depth = transposeA ? a[0] : a[1];
    if (inputs.bias && inputs.bias.shape.at(-1) !== columns) return shipped(call);
    const rank = Math.max(inputs.a!.shape.length, inputs.b!.shape.length);
    const y = backend.makeOutput([...Array(rank - 2).fill(1), rows, columns], 'float32');
    if (y.shape.includes(0)) return y;
    const scratch = new Scratch(kernels);
    try {
      const from = kernels.addressOf(inputs.a!);
      const to = kernels.addressOf(y);
      const bAddress = kernels.addressOf(inputs.b!);
      if (transposeA) {
        // Rows of fewer than four values are read beyond their end.
        const address = rows < 4 ? copyWithSlack(kernels, scratch, from, depth, rows) : from;
        const product = {
          rows: matrixRows(kernels, scratch, address, depth, rows),
          images: 1,
          positions: depth,
          depth: rows,
        };
        multiplyTransposed(kernels, scratch, product, 1, rows, bAddress, columns, to);
      } else {
        const matrix = {
          address: bAddress,
          rowBytes: transposeB ? 4 : 4 * columns,
          columnBytes: transposeB ? 4 * depth : 4,
          columns,
          bias: addressOrZero(kernels, inputs.bias),
        };
        const product = {
          rows: matrixRows(kernels, scratch, from, rows, depth),
          images: 1,
          positions: rows,
          depth,
        };
        multiply(kernels, scratch, product, matrix, to, activation === 'relu');
      }
    } finally {
      scratch.free();
    }
    return y;
  };
}

function copyWithSlack(
  kernels: KernelModule,
  scratch: Scratch,
  from: number,
  rows: number,
  columns: number,
): number {
  const bytes = 4 * rows * columns;
  const to = scratch.take(bytes + SLACK_BYTES);
  kernels.run('copyImages', 1, [from, to, 1, bytes, bytes, bytes, bytes, bytes, 0, 0, 0]);
  return to;
}

export const matMulOverrides = (kernels: KernelModule): readonly WasmKernelOverride[] => [
  { kernelName: 'BatchMatMul', create: (shipped) => createMatMul(kernels, shipped!) },
  { kernelName: '_FusedMatMul', create: (shipped) => createMatMul(kernels, shipped!) },
];

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

/** What a kernel of the wasm backend is called with. */
export interface WasmKernelCall {
  readonly inputs: Readonly<Record<string, tf.TensorInfo>>;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly backend: BackendWasm;
}

export type WasmKernel = (call: WasmKernelCall) => tf.TensorInfo;

/** One kernel of ours: the name it replaces or adds, and how it is made from the shipped one (undefined where there is none). */
export interface WasmKernelOverride {
  readonly kernelName: string;
  readonly create: (shipped: WasmKernel | undefined) => WasmKernel;
}

/** Axis and padding pairs of a convolution on NHWC data: `[[0, 0], [top, bottom], [left, right], [0, 0]]`. */
export type ExplicitPadding = [[number, number], [number, number], [number, number], [number, number]];

/** Calls shipped kernels on a wasm backend and frees what they made between; for use inside kernels, where no tape and no tidy runs. */
export class WasmScope {
  readonly backend: BackendWasm;
  private readonly made: tf.TensorInfo[] = [];

  constructor(backend: BackendWasm) {
    this.backend = backend;
  }

  run(
    kernelName: string,
    inputs: WasmKernelCall['inputs'],
    attrs: WasmKernelCall['attrs'] = {},
  ): tf.TensorInfo {
    const kernel = tf.getKernel(kernelName, 'wasm');
    if (!kernel) throw new Error(`missing wasm kernel: ${kernelName}`);
    const out = kernel.kernelFunc({
      inputs: inputs as tf.NamedTensorInfoMap,
      attrs: attrs as tf.NamedAttrMap,
      backend: this.backend,
    }) as tf.TensorInfo;
    this.made.push(out);
    return out;
  }

  transpose(x: tf.TensorInfo, perm: readonly number[]): tf.TensorInfo {
    return this.run('Transpose', { x }, { perm });
  }

  reshape(x: tf.TensorInfo, shape: readonly number[]): tf.TensorInfo {
    return this.run('Reshape', { x }, { shape });
  }

  /** XNNPACK's convolution, `x` `[n, h, w, in]`, `filter` `[kernelH, kernelW, in, out]`. */
  conv2d(
    x: tf.TensorInfo,
    filter: tf.TensorInfo,
    pad: ExplicitPadding,
    dilations: [number, number] = [1, 1],
  ) {
    return this.run('Conv2D', { x, filter }, { strides: [1, 1], pad, dilations, dataFormat: 'NHWC' });
  }

  ones(shape: number[]): tf.TensorInfo {
    const out = this.backend.makeOutput(shape, 'float32');
    this.backend.typedArrayFromHeap(out).fill(1);
    this.made.push(out);
    return out;
  }

  /** Frees everything made here but `kept`, and returns it. */
  finish(kept: tf.TensorInfo): tf.TensorInfo {
    // A reshape shares its data with its source and counts references, so each entry is released once.
    for (const info of this.made) if (info !== kept) this.backend.disposeData(info.dataId);
    return kept;
  }
}

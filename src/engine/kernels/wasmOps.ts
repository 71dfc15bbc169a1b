import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type * as tf from '@tensorflow/tfjs-core';

/** What a kernel of the wasm backend is called with. */
export interface WasmKernelCall {
  readonly inputs: Readonly<Record<string, tf.TensorInfo>>;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly backend: BackendWasm;
}

export type WasmKernel = (call: WasmKernelCall) => tf.TensorInfo | tf.TensorInfo[];

/** One kernel of ours: the name it replaces or adds, and how it is made from the shipped one (undefined where there is none). */
export interface WasmKernelOverride {
  readonly kernelName: string;
  readonly create: (shipped: WasmKernel | undefined) => WasmKernel;
}

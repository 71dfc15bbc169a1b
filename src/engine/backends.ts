import * as tf from '@tensorflow/tfjs-core';
import type { BackendName } from './engine.ts';
import { startWasm } from './startWasm.ts';
import { startWebgl } from './startWebgl.ts';
import type { WasmPaths } from './wasmFiles.ts';
import { isSoftwareRenderer, maybeReadRenderer } from './webglRenderer.ts';

/** What a started backend says of itself. */
export interface BackendDevice {
  readonly device: string;
  readonly software: boolean;
  readonly threads: number;
}

/** A backend that may be tried. */
export interface BackendEntry {
  /** Why it cannot be tried here, without downloading anything; undefined where it can. */
  readonly maybeAbsence: () => string | undefined;
  /** Downloads and starts it and makes it the current one; throws where that fails. */
  readonly start: (wasmPaths: WasmPaths) => Promise<BackendDevice>;
}

async function startCpu(): Promise<BackendDevice> {
  await import('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
  return { device: 'JavaScript', software: true, threads: 1 };
}

async function startWebgpu(): Promise<BackendDevice> {
  await import('@tensorflow/tfjs-backend-webgpu');
  if (!(await tf.setBackend('webgpu'))) throw new Error('WebGPU did not start');
  return { device: 'WebGPU', software: false, threads: 1 };
}

/** Every backend, by name. */
export const BACKENDS: Readonly<Record<BackendName, BackendEntry>> = {
  webgl: {
    maybeAbsence: () => (maybeReadRenderer() === undefined ? 'no WebGL 2 here' : undefined),
    start: async () => {
      const device = maybeReadRenderer() ?? 'unknown';
      await startWebgl();
      return { device, software: isSoftwareRenderer(device), threads: 1 };
    },
  },
  wasm: {
    maybeAbsence: () => (typeof WebAssembly === 'undefined' ? 'no WebAssembly here' : undefined),
    start: async (wasmPaths) => ({ ...(await startWasm(wasmPaths)), software: false }),
  },
  webgpu: {
    maybeAbsence: () =>
      (globalThis.navigator as { gpu?: unknown } | undefined)?.gpu ? undefined : 'no WebGPU here',
    start: startWebgpu,
  },
  cpu: { maybeAbsence: () => undefined, start: startCpu },
};

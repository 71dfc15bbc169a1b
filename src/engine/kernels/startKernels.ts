import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { KernelModule } from './kernelModule.ts';
import { registerWasmKernels } from './registerWasmKernels.ts';
import { startKernelThreads } from './startKernelThreads.ts';

/** The backend without threads exports its memory. */
interface ExportedMemory {
  readonly wasm: { readonly asm?: { readonly memory?: WebAssembly.Memory } };
}

/**
 * Puts our kernels on the started wasm backend, which is the current one; gives the threads they work with.
 *
 * `sharedMemory` is that of a backend with threads. Throws where the memory of one without is not found.
 */
export async function startKernels(
  sharedMemory: WebAssembly.Memory | undefined,
  { threads, maxThreads }: { readonly threads: number; readonly maxThreads: number },
): Promise<number> {
  const backend = tf.backend() as BackendWasm;
  const memory = sharedMemory ?? (backend as unknown as ExportedMemory).wasm.asm?.memory;
  if (!memory) {
    throw new Error('the memory of the WebAssembly backend was not found: has the backend changed?');
  }
  const kernels = new KernelModule(backend, memory, maxThreads);
  if (sharedMemory && threads > 1) await startKernelThreads(kernels, threads);
  registerWasmKernels(kernels);
  return kernels.threads;
}

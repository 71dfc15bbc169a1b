import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type * as tf from '@tensorflow/tfjs-core';
import { KERNEL_BINARIES } from './kernelBinaries.ts';

/** What our module can do; the numbers are those of `assembly/index.ts`. */
export const JOB_KINDS = {
  packPanels: 0,
  copyImages: 1,
  forward: 2,
  filterGradient: 3,
  inputGradient: 4,
  undoActivation: 5,
  addRows: 6,
  maxPoolGradient: 7,
  descend: 8,
  depthwiseFilterGradient: 9,
  depthwiseInputGradient: 10,
  depthwiseForward: 11,
  fillOffsets: 12,
  batchNormMoments: 13,
  batchNormCombineMoments: 14,
  batchNormFactors: 15,
  batchNormForward: 16,
  batchNormSums: 17,
  batchNormCombineSums: 18,
  batchNormInputGradient: 19,
  avgPoolGradient: 20,
  layLanes: 21,
  sparseForward: 22,
  winogradFilters: 23,
  winogradForward: 24,
  winogradFilterSums: 25,
  winogradFilterGradient: 26,
  roughFilters: 27,
  roughForward: 28,
} as const;

/** The part of tfjs's wasm backend that leads to its heap. */
interface HeapBackend {
  readonly wasm: { _malloc(bytes: number): number; _free(address: number): void };
  getMemoryOffset(dataId: object): number;
}

interface KernelExports {
  run(job: number): void;
}

/** Header, parameters, and a tile of 128 bytes for each thread (see `assembly/job.ts`). */
const JOB_BYTES = 256;
const TILE_BYTES = 128;
const THREADS_INDEX = 2;
const KIND_INDEX = 4;
const UNITS_INDEX = 5;
const PARAMETERS_INDEX = 16;

/** What a thread needs to help: see `kernelThread.ts`. */
export interface ThreadStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly job: number;
  readonly thread: number;
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** Our wasm module at work on the heap of tfjs's wasm backend. Lives as long as the backend. */
export class KernelModule {
  /** Threads that work on a job, this one included. */
  threads = 1;
  private readonly module: WebAssembly.Module;
  private readonly memory: WebAssembly.Memory;
  private readonly heap: HeapBackend;
  private readonly exports: KernelExports;
  private readonly job: number;
  private ints = new Int32Array(0);
  private floats = new Float32Array(0);

  /** `memory` is the one that the backend itself runs on. */
  constructor(backend: BackendWasm, memory: WebAssembly.Memory, maxThreads: number) {
    this.heap = backend as unknown as HeapBackend;
    this.memory = memory;
    const shared = typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer;
    this.module = new WebAssembly.Module(decodeBase64(KERNEL_BINARIES[shared ? 'shared' : 'single']));
    const instance = new WebAssembly.Instance(this.module, { env: { memory } });
    this.exports = instance.exports as unknown as KernelExports;
    const bytes = JOB_BYTES + maxThreads * TILE_BYTES;
    this.job = this.allocate(bytes);
    new Uint8Array(memory.buffer, this.job, bytes).fill(0);
  }

  /** What thread `thread` (1 first) is started with. */
  threadStart(thread: number): ThreadStart {
    return { module: this.module, memory: this.memory, job: this.job, thread };
  }

  /** Address of a tensor's values. */
  addressOf({ dataId }: tf.TensorInfo): number {
    return this.heap.getMemoryOffset(dataId);
  }

  allocate(bytes: number): number {
    const address = this.heap.wasm._malloc(bytes) >>> 0;
    if (address === 0) throw new Error(`out of memory: ${bytes} bytes`);
    return address;
  }

  free(address: number): void {
    this.heap.wasm._free(address);
  }

  /** Does one job of `units` units; `floats` stand behind `ints` among its parameters. */
  run(
    kind: keyof typeof JOB_KINDS,
    units: number,
    ints: readonly number[],
    floats: readonly number[] = [],
  ): void {
    const { buffer } = this.memory;
    // The heap may have grown, and a view of the old one then shows nothing.
    if (this.ints.buffer !== buffer) {
      this.ints = new Int32Array(buffer, this.job, JOB_BYTES / 4);
      this.floats = new Float32Array(buffer, this.job, JOB_BYTES / 4);
    }
    this.ints[THREADS_INDEX] = this.threads;
    this.ints[KIND_INDEX] = JOB_KINDS[kind];
    this.ints[UNITS_INDEX] = units;
    for (const [index, value] of ints.entries()) this.ints[PARAMETERS_INDEX + index] = value;
    for (const [index, value] of floats.entries()) {
      this.floats[PARAMETERS_INDEX + ints.length + index] = value;
    }
    this.exports.run(this.job);
  }
}

/** Scratch memory of one kernel call; frees all of it at the end. */
export class Scratch {
  private readonly kernels: KernelModule;
  private readonly addresses: number[] = [];

  constructor(kernels: KernelModule) {
    this.kernels = kernels;
  }

  take(bytes: number): number {
    const address = this.kernels.allocate(bytes);
    this.addresses.push(address);
    return address;
  }

  free(): void {
    for (const address of this.addresses) this.kernels.free(address);
  }
}

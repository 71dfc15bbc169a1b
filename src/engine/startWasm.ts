import * as tf from '@tensorflow/tfjs-core';
import { startKernels } from './kernels/startKernels.ts';
import { watchSharedMemory } from './kernels/watchSharedMemory.ts';
import { nameAllBinaries, type WasmPaths } from './wasmFiles.ts';

/** The binary is built with a pool of this many threads. */
const MAX_THREADS = 8;
const THREADED_START_LIMIT_MS = 15_000;

type Listener = Parameters<NodeJS.EventEmitter['removeListener']>[1];
const PROCESS_EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

/** The emscripten module listens to Node's last-resort events and changes how the process fails; gives back a function that takes its listeners out. */
function watchProcessListeners(): () => void {
  if (typeof process === 'undefined' || typeof process.listeners !== 'function') return () => {};
  const list = (event: string) => (process as NodeJS.EventEmitter).listeners(event) as Listener[];
  const before = new Map(PROCESS_EVENTS.map((event) => [event, new Set(list(event))]));
  return () => {
    for (const event of PROCESS_EVENTS) {
      for (const listener of list(event)) {
        if (!before.get(event)?.has(listener))
          (process as NodeJS.EventEmitter).removeListener(event, listener);
      }
    }
  };
}

function within<T>(promise: Promise<T>, limitMs: number, message: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(message)), limitMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** All logical cores up to four, then the half of them (two share a core on most processors), never above eight. */
export function computeThreads(logicalCores: number): number {
  return Math.min(logicalCores, Math.max(4, Math.floor(logicalCores / 2)), MAX_THREADS);
}

/**
 * The binary never takes more than half of `navigator.hardwareConcurrency`, whatever it is asked for: one thread on a
 * machine with two real cores. While it starts, the navigator names twice the threads we want. Returns the undo.
 */
function nameLogicalCores(count: number): () => void {
  const { navigator } = globalThis;
  if (!navigator) return () => {};
  Object.defineProperty(navigator, 'hardwareConcurrency', { configurable: true, get: () => count });
  return () => Reflect.deleteProperty(navigator, 'hardwareConcurrency');
}

/** What the wasm backend of this realm started with; it is started once and kept. */
let started: { threads: number; device: string } | undefined;

/**
 * Starts the wasm backend with SIMD, with threads where the page is cross-origin isolated, and with our kernels.
 *
 * Threads that do not come up within 15 s are given up for one thread. Throws where the backend does not start, and where
 * WebAssembly has no SIMD, which our kernels are made of.
 */
export async function startWasm(wasmPaths: WasmPaths): Promise<{ threads: number; device: string }> {
  const { getThreadsCount, setThreadsCount, setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  if (!started) {
    if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))) throw new Error('WebAssembly without SIMD');
    setWasmPaths(nameAllBinaries(wasmPaths));
    const wanted = computeThreads(globalThis.navigator?.hardwareConcurrency ?? 1);
    const isolated = globalThis.crossOriginIsolated === true && wanted > 1;
    if (!isolated) tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    const threaded = await tf.env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT');
    if (threaded) setThreadsCount(wanted);
    const restoreListeners = watchProcessListeners();
    const watched = watchSharedMemory();
    const restoreCores = threaded ? nameLogicalCores(wanted * 2) : () => {};
    try {
      const start = async () => {
        if (!(await tf.setBackend('wasm'))) throw new Error('the WebAssembly module did not start');
      };
      try {
        await (threaded ? within(start(), THREADED_START_LIMIT_MS, 'the threads did not start') : start());
      } catch (thrown) {
        if (!threaded) throw thrown;
        tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
        await start();
      }
    } finally {
      restoreListeners();
      restoreCores();
      watched.stop();
    }
    const withThreads = Boolean(tf.env().get('WASM_HAS_MULTITHREAD_SUPPORT'));
    const threads = await startKernels(withThreads ? watched.memory() : undefined, {
      threads: withThreads ? getThreadsCount() : 1,
      maxThreads: MAX_THREADS,
    });
    const names = [`${threads} ${threads === 1 ? 'thread' : 'threads'}`, 'SIMD'];
    if (threaded && threads === 1) names.push('threads did not start');
    started = { threads, device: names.join(', ') };
  }
  await tf.setBackend('wasm');
  return started;
}

import * as tf from '@tensorflow/tfjs-core';
import { registerGradients } from '../../../src/engine/registerGradients.ts';
import { startWasm } from '../../../src/engine/startWasm.ts';
import { startWebgl } from '../../../src/engine/startWebgl.ts';
import { nameAllBinaries } from '../../../src/engine/wasmFiles.ts';
import { WASM_URLS } from '../../../src/worker/wasmUrls.ts';
import { measureNet, type NetTimes } from '../measureSteps.ts';
import { BENCH_NETS, buildVggLike } from '../nets.ts';
import { registerPlainFilterGradient } from '../plainFilterGradient.ts';

/** What the benchmark asks of a worker of its own: one way to compute, and the networks to measure. */
export interface BenchTask {
  readonly variant: 'ours' | 'plain' | 'webgl' | 'jax' | 'growth';
  readonly nets: readonly string[];
  readonly seconds: number;
}

export interface BenchAnswer {
  readonly device: string;
  readonly times: Readonly<Record<string, NetTimes | { readonly stepMs: number }>>;
}

async function startPlainWasm(): Promise<string> {
  const { getThreadsCount, setThreadsCount, setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(nameAllBinaries(WASM_URLS));
  const cores = navigator.hardwareConcurrency;
  setThreadsCount(cores);
  // The binary takes half of the cores it is told of.
  Object.defineProperty(navigator, 'hardwareConcurrency', { configurable: true, get: () => 2 * cores });
  await tf.setBackend('wasm');
  registerPlainFilterGradient();
  return `wasm, ${getThreadsCount()} threads`;
}

async function start(variant: BenchTask['variant']): Promise<string> {
  tf.env().set('PROD', true);
  registerGradients();
  switch (variant) {
    case 'ours':
    case 'growth':
      return (await startWasm(WASM_URLS)).device;
    case 'plain':
      return startPlainWasm();
    case 'webgl':
      await startWebgl();
      return 'webgl';
    case 'jax':
      return 'jax-js wasm';
    default:
      return variant satisfies never;
  }
}

/** How a step grows with batch, width and depth. */
async function measureGrowth(seconds: number): Promise<BenchAnswer['times']> {
  const lenet = BENCH_NETS.find(({ name }) => name === 'lenet-5')!;
  const times: Record<string, NetTimes> = {};
  for (const batch of [32, 64, 128, 256]) {
    times[`lenet-5, batch ${batch}`] = await measureNet(lenet.spec, batch, seconds);
  }
  for (const width of [0.5, 1, 2]) {
    times[`vgg-like, width ×${width}`] = await measureNet(buildVggLike(4, width), 32, seconds);
  }
  for (const depth of [2, 4, 6]) {
    times[`vgg-like, ${depth} convolutions`] = await measureNet(buildVggLike(depth), 32, seconds);
  }
  return times;
}

async function measure({ variant, nets, seconds }: BenchTask): Promise<BenchAnswer> {
  const device = await start(variant);
  if (variant === 'growth') return { device, times: await measureGrowth(seconds) };
  if (variant === 'jax') {
    const { measureJaxStep } = await import('../jaxStep.ts');
    return { device, times: { 'lenet-5': { stepMs: await measureJaxStep(seconds) } } };
  }
  const times: Record<string, NetTimes> = {};
  for (const { name, spec, batch } of BENCH_NETS) {
    if (nets.includes(name)) times[name] = await measureNet(spec, batch, seconds);
  }
  return { device, times };
}

self.onmessage = async ({ data }: MessageEvent<BenchTask>) => {
  try {
    self.postMessage({ answer: await measure(data) });
  } catch (thrown) {
    self.postMessage({ error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) });
  }
};

/** Measures the lab against others on this machine and writes docs/benchmarks.md; the command behind `npm run bench`. */
import { existsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import * as tf from '@tensorflow/tfjs-core';
import { nodeWasmPaths } from '../src/engine/nodeWasmPaths.ts';
import { registerGradients } from '../src/engine/registerGradients.ts';
import { startWasm } from '../src/engine/startWasm.ts';
import { measureBuiltPage } from './bench/builtPage.ts';
import { measureMemory } from './bench/measureMemory.ts';
import { measureNet, type NetTimes } from './bench/measureSteps.ts';
import { BENCH_NETS } from './bench/nets.ts';
import type { BenchAnswer, BenchTask } from './bench/page/worker.ts';
import { measureProbeAccuracy } from './bench/probeAccuracy.ts';
import { measureProductRate, profileKernels } from './bench/profileKernels.ts';
import { toMs, toTable } from './bench/report.ts';
import { openChromiumBench } from './bench/runInChromium.ts';
import { measureSensitivityTimes, reportSensitivity } from './bench/sensitivity.ts';
import { measureThresholdDragMs } from './bench/thresholdDrag.ts';
import { measureTorch, type TorchSteps } from './bench/torch.ts';
import { reportArithmetic, reportInference, reportTraining } from './bench/trainingReport.ts';

const SECONDS = 4;
const NETS = BENCH_NETS.map(({ name }) => name);
/** tfjs as shipped has no gradient of a depthwise convolution on WebAssembly. */
const PLAIN_NETS = NETS.filter((name) => name !== 'depthwise');
/** Where Debian keeps the reference BLAS, which PyTorch uses there unless another one is installed. */
const REFERENCE_BLAS = '/usr/lib/x86_64-linux-gnu/blas';

function say(text: string): void {
  console.log(`${new Date().toISOString().slice(11, 19)} ${text}`);
}

async function measureInNode(): Promise<Readonly<Record<string, NetTimes>>> {
  tf.env().set('PROD', true);
  registerGradients();
  await startWasm(nodeWasmPaths());
  const times: Record<string, NetTimes> = {};
  for (const { name, spec, batch } of BENCH_NETS) times[name] = await measureNet(spec, batch, SECONDS);
  return times;
}

function measureAllTorch(): readonly TorchSteps[] {
  const libraries = [undefined, ...(existsSync(REFERENCE_BLAS) ? [REFERENCE_BLAS] : [])];
  const all = libraries.flatMap((path) =>
    [1, 2].flatMap((threads) => measureTorch(threads, SECONDS, path) ?? []),
  );
  // Where only the reference library is installed both paths lead to it.
  return all.filter(
    ({ blas, threads }, index) =>
      all.findIndex((other) => other.blas === blas && other.threads === threads) === index,
  );
}

const chromium = await openChromiumBench();
async function inChromium(task: BenchTask): Promise<BenchAnswer | undefined> {
  say(`Chromium: ${task.variant}`);
  try {
    return await chromium.run(task);
  } catch (error) {
    say(`${task.variant}: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

const ours = await inChromium({ variant: 'ours', nets: NETS, seconds: SECONDS });
if (!ours) throw new Error('the lab itself did not compute');
const plain = await inChromium({ variant: 'plain', nets: PLAIN_NETS, seconds: SECONDS });
const webgl = await inChromium({ variant: 'webgl', nets: ['lenet-300-100', 'lenet-5'], seconds: SECONDS });
const jax = await inChromium({ variant: 'jax', nets: ['lenet-5'], seconds: SECONDS });
const growth = await inChromium({ variant: 'growth', nets: [], seconds: 1 });
const browserVersion = chromium.version;
await chromium.close();
say('Node');
const node = await measureInNode();
const memory = measureMemory();
const productRate = await measureProductRate();
const profiles = BENCH_NETS.map((net) => ({ name: net.name, kernels: profileKernels(net).slice(0, 8) }));
say('previews and sensitivity');
const dragMs = measureThresholdDragMs();
const probe = await measureProbeAccuracy();
const sensitivities = [await measureSensitivityTimes('weight'), await measureSensitivityTimes('filter')];
say('the built page');
const { startUp, longTasks } = measureBuiltPage();
say('PyTorch');
const torch = measureAllTorch();

const times = { chromium: ours, node, plain, webgl, jax, torch };
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
writeFileSync(
  'docs/benchmarks.md',
  `# Benchmarks

Made by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpus()[0]!.model}, ${cpus().length} cores,
Node ${process.versions.node}, Chromium ${browserVersion}, no GPU. Medians of one run; look at the ratios, the milliseconds are this machine's.

## Training step

Forward, backward, one Adam step, loss read back. Batches: ${BENCH_NETS.map(({ name, batch }) => `${name} ${batch}`).join(', ')}.

${reportTraining(times)}

${reportArithmetic(times)}

## Where the time goes

A product of large matrices alone runs at ${productRate.toFixed(1)} GMAC/s on one thread in Node: that is where the arithmetic of SIMD
without fused multiply-adds ends, and why we stay with it stands in [decision 8](decisions/0008-kernels-of-our-own.md).
PyTorch has vectors twice as wide and fuses. Kernels of a step in Node, ms:

${toTable(
  ['network', ...Array.from({ length: 8 }, (_, index) => `${index + 1}.`)],
  profiles.map(({ name, kernels }) => [
    name,
    ...Array.from({ length: 8 }, (_, index) => {
      const entry = kernels[index];
      return entry ? `${entry[0]} ${toMs(entry[1])}` : '–';
    }),
  ]),
)}

## Inference

${reportInference(times)}

## How a step grows

In Chromium, batch 32 for vgg-like.

${toTable(
  ['network', 'step, ms', 'forward pass, ms'],
  Object.entries(growth?.times ?? {}).map(([name, entry]) => [
    name,
    toMs(entry.stepMs),
    toMs('inferenceMs' in entry ? entry.inferenceMs : undefined),
  ]),
)}

## What a person waits for

- A move of the threshold over 1,000,000 weights: ${toMs(dragMs)} ms of the page's thread (without drawing).
- Accuracy on 500 test images while a slider moves, LeNet-5 in Node on one thread, by the first layer that changes:
  ${Object.entries(probe)
    .map(([layer, ms]) => `${layer} ${toMs(ms)} ms`)
    .join(', ')}.
${sensitivities.map((times, index) => reportSensitivity(times, index === 0 ? 'weight' : 'filter')).join('\n')}
- First histogram of the built page, nothing cached: ${toMs(startUp.firstHistogramMs)} ms (median of ${startUp.samples.map((ms) => toMs(ms)).join(', ')}).
- Tasks of the page's thread over 50 ms, LeNet-5 in Chromium: ${longTasks
    .map(({ activity, count, longestMs }) =>
      count === 0 ? `${activity} none` : `${activity} ${count}, the longest ${toMs(longestMs)} ms`,
    )
    .join('; ')}.

## Memory

LeNet-5 over ${memory.steps.toLocaleString('en')} steps in Node: ${memory.tensors[0]} tensors at first and ${memory.tensors[1]} at last, a heap of ${megabytes(memory.heapBytes[0])} at first and
${megabytes(memory.heapBytes[1])} at last.
`,
);
say('docs/benchmarks.md');
process.exit(0);

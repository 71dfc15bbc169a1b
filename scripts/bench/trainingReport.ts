import { countStepMacs } from './countStepMacs.ts';
import type { NetTimes } from './measureSteps.ts';
import { BENCH_NETS } from './nets.ts';
import type { BenchAnswer } from './page/worker.ts';
import { toMs, toRatio, toTable } from './report.ts';
import type { TorchSteps } from './torch.ts';

/** All that was measured of training steps in one run. */
export interface TrainingTimes {
  readonly chromium: BenchAnswer;
  readonly node: Readonly<Record<string, NetTimes>>;
  readonly plain?: BenchAnswer | undefined;
  readonly webgl?: BenchAnswer | undefined;
  readonly jax?: BenchAnswer | undefined;
  readonly torch: readonly TorchSteps[];
}

const NAMES = BENCH_NETS.map(({ name }) => name);

interface Row {
  readonly label: string;
  readonly stepMs: (net: string) => number | undefined;
  /** Which of our times it is set against. */
  readonly against: 'chromium' | 'node';
}

function listRows({ chromium, node, plain, webgl, jax, torch }: TrainingTimes): readonly Row[] {
  const of = (label: string, answer: BenchAnswer | undefined): Row => ({
    label,
    stepMs: (net) => answer?.times[net]?.stepMs,
    against: 'chromium',
  });
  return [
    of(`**Pruning Lab**, Chromium, ${chromium.device}`, chromium),
    of('tfjs wasm with only a plain composed filter gradient, 2 threads', plain),
    of('tfjs WebGL on a software renderer', webgl),
    of('jax-js wasm (plain descent instead of Adam)', jax),
    ...torch
      .filter(({ threads }) => threads > 1)
      .map(
        ({ blas, threads, version, medianMs }): Row => ({
          label: `PyTorch ${version}, ${blas}, ${threads} threads`,
          stepMs: (net) => medianMs[net],
          against: 'chromium',
        }),
      ),
    { label: '**Pruning Lab**, Node, 1 thread', stepMs: (net) => node[net]?.stepMs, against: 'node' },
    ...torch
      .filter(({ threads }) => threads === 1)
      .map(
        ({ blas, version, medianMs }): Row => ({
          label: `PyTorch ${version}, ${blas}, 1 thread`,
          stepMs: (net) => medianMs[net],
          against: 'node',
        }),
      ),
  ];
}

/** Table of milliseconds, and how many times as long as ours each takes. */
export function reportTraining(times: TrainingTimes): string {
  const ours = {
    chromium: (net: string) => times.chromium.times[net]?.stepMs,
    node: (net: string) => times.node[net]?.stepMs,
  };
  return toTable(
    ['training step, ms (ratio to ours)', ...NAMES],
    listRows(times).map(({ label, stepMs, against }) => [
      label,
      ...NAMES.map((net) => {
        const value = stepMs(net);
        const own = label.startsWith('**');
        return own || value === undefined
          ? toMs(value)
          : `${toMs(value)} (${toRatio(value, ours[against](net))})`;
      }),
    ]),
  );
}

/** Table of what part of the time arithmetic takes: multiply-accumulates of a step over its time. */
export function reportArithmetic({ chromium, node }: TrainingTimes): string {
  const rate = (macs: number, stepMs: number | undefined) =>
    stepMs === undefined ? '–' : (macs / stepMs / 1e6).toFixed(1);
  return toTable(
    ['arithmetic of a step', 'MMAC', 'GMAC/s, Chromium', 'GMAC/s, Node'],
    BENCH_NETS.map(({ name, spec, batch }) => {
      const macs = countStepMacs(spec, batch);
      return [
        name,
        (macs / 1e6).toFixed(0),
        rate(macs, chromium.times[name]?.stepMs),
        rate(macs, node[name]?.stepMs),
      ];
    }),
  );
}

/** Table of forward passes of one batch. */
export function reportInference({ chromium, node, plain, webgl }: TrainingTimes): string {
  const inferenceMs = (times: BenchAnswer['times'] | undefined, net: string) => {
    const entry = times?.[net];
    return entry && 'inferenceMs' in entry ? entry.inferenceMs : undefined;
  };
  const row = (label: string, times: BenchAnswer['times'] | undefined) => [
    label,
    ...NAMES.map((net) => toMs(inferenceMs(times, net))),
  ];
  return toTable(
    ['forward pass of a batch, ms', ...NAMES],
    [
      row('**Pruning Lab**, Chromium', chromium.times),
      row('tfjs wasm as shipped', plain?.times),
      row('tfjs WebGL on a software renderer', webgl?.times),
      row('**Pruning Lab**, Node', node),
    ],
  );
}

import { deriveSeed } from '../../base/random.ts';
import type { ExchangeStep, GradientExchange } from '../../engine/distributed/gradientExchange.ts';
import type { TrainTick } from '../../engine/engine.ts';
import { clipLocally } from './clipLocally.ts';
import { createChannel, type ExchangeTensor } from './createChannel.ts';
import { VALUE_BYTES } from './encoding/denseCodec.ts';
import { EXCHANGE_RULES } from './exchangeRules.ts';
import { computeResidualAge } from './residualAge.ts';
import type { ExchangeOptions, ExchangeTick } from './trainExchange.ts';
import { computeWarmUpSparsity } from './warmUp.ts';

export interface ExchangeSettings extends ExchangeOptions {
  /** Of the optimizer; 0 for plain SGD. */
  readonly momentum: number;
  readonly seed: number;
  /** Told of each worker's gradient before the rule has it, in the order of the tensors. */
  readonly onGradients?: (step: ExchangeStep, worker: number, gradients: readonly Float32Array[]) => void;
  /** Told of each point of the curve. */
  readonly onTick?: ((tick: ExchangeTick) => void) | undefined;
}

/** An exchange and what it counted. Owns what the workers hold back. */
export interface CountedExchange extends GradientExchange {
  readonly ticks: readonly ExchangeTick[];
  /** Of all steps. */
  readonly bytes: number;
  readonly denseBytes: number;
}

/** Dense bytes over sent ones; 0 where nothing was sent. */
export function computeCompressionRatio(denseBytes: number, bytes: number): number {
  return bytes === 0 ? 0 : denseBytes / bytes;
}

/** Creates the exchange of one training by `rule`; every tensor is under it, biases, γ and β too. */
export function createExchange(
  tensors: readonly ExchangeTensor[],
  settings: ExchangeSettings,
): CountedExchange {
  const { workers, seed, onGradients, onTick } = settings;
  const rule = EXCHANGE_RULES[settings.rule];
  const isDgc = settings.rule === 'dgc';
  const hasSparsity = settings.rule !== 'dense' && settings.rule !== 'terngrad';
  const clipping = isDgc && settings.localClipping;
  const channels = tensors.map((tensor) =>
    createChannel(tensor, rule.codec, workers, (worker, kept) =>
      rule.create({ ...settings, seed: deriveSeed(seed, 'exchange', tensor.name, worker) }, kept),
    ),
  );
  const denseStep = channels.reduce((sum, { kept }) => sum + VALUE_BYTES * kept, 0) * workers;
  const averages = channels.map(({ average }) => average);
  const ticks: ExchangeTick[] = [];
  const sentValues = new Float64Array(channels.length);
  let now: ExchangeStep = { step: 0, epoch: 0 };
  let sparsity = settings.sparsity;
  let stepBytes = 0;
  let bytes = 0;
  let denseBytes = 0;

  return {
    ownsMomentum: rule.ownsMomentum(settings),
    ticks,
    get bytes() {
      return bytes;
    },
    get denseBytes() {
      return denseBytes;
    },
    begin(step) {
      now = step;
      sparsity =
        isDgc && settings.warmUp ? computeWarmUpSparsity(step.epoch, settings.sparsity) : settings.sparsity;
      stepBytes = 0;
      sentValues.fill(0);
      for (const channel of channels) channel.clear();
    },
    send(worker, gradients) {
      onGradients?.(now, worker, gradients);
      const gathered = channels.map((channel, index) => channel.gather(gradients[index]!));
      if (clipping !== false) clipLocally(gathered, clipping, workers);
      for (const [index, channel] of channels.entries()) {
        const sent = channel.send(worker, gathered[index]!, sparsity);
        stepBytes += sent.bytes;
        sentValues[index]! += sent.values;
      }
    },
    receive() {
      for (const channel of channels) channel.finish();
      bytes += stepBytes;
      denseBytes += denseStep;
      return averages;
    },
    observe({ done, epoch, loss, accuracy }: TrainTick) {
      const waiting = channels.flatMap(({ ages }) => ages ?? []);
      const tick = {
        step: done,
        epoch,
        loss,
        accuracy,
        ...(hasSparsity ? { sparsity } : {}),
        bytes: stepBytes,
        denseBytes: denseStep,
        compressionRatio: computeCompressionRatio(denseStep, stepBytes),
        totalBytes: bytes,
        ...(waiting.length > 0 ? { residualAge: computeResidualAge(waiting) } : {}),
        sentSparsities: channels.map(({ kept }, index) =>
          kept === 0 ? 0 : 1 - sentValues[index]! / (workers * kept),
        ),
      };
      ticks.push(tick);
      onTick?.(tick);
    },
  };
}

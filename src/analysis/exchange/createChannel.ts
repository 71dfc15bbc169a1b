import type { Codec } from './encoding/codec.ts';
import type { Sender } from './exchangeRule.ts';
import { applyAges } from './residualAge.ts';

/** One trained weight in an exchange. */
export interface ExchangeTensor {
  readonly name: string;
  readonly size: number;
  /** `[size]`, 1 keep; absent keeps all. */
  readonly mask?: Uint8Array;
}

/** The way of one tensor from all workers to its average. Owns its buffers. */
export interface Channel {
  /** Values that the mask keeps: what is exchanged. */
  readonly kept: number;
  /** `[size]`, the average of what was sent since `clear`, 0 where pruned; overwritten by the next step. */
  readonly average: Float32Array;
  clear(): void;
  /** Copies the kept values of a gradient `[size]` into a buffer `[kept]`, which the next call overwrites. */
  gather(gradient: Float32Array): Float32Array;
  /** Sends a gathered gradient and gives the bytes of the message and the values in it that are not 0. */
  send(worker: number, gathered: Float32Array, sparsity: number): { bytes: number; values: number };
  finish(): void;
  /** Of the first worker; absent for rules that hold nothing back. */
  readonly ages?: { readonly ages: Uint16Array; readonly residual: Float32Array };
}

function listKept({ size, mask }: ExchangeTensor): Uint32Array | undefined {
  if (!mask?.includes(0)) return undefined;
  const places = new Uint32Array(mask.reduce((sum, keep) => sum + keep, 0));
  for (let index = 0, next = 0; index < size; index++) if (mask[index]) places[next++] = index;
  return places;
}

/**
 * Creates the Channel of a tensor with a sender for each worker. All know the masks, so that pruned places are no part of
 * any message. What is averaged is what the messages say, decoded.
 */
export function createChannel(
  tensor: ExchangeTensor,
  codec: Codec,
  workers: number,
  createSender: (worker: number, kept: number) => Sender,
): Channel {
  const places = listKept(tensor);
  const kept = places?.length ?? tensor.size;
  const senders = Array.from({ length: workers }, (_, worker) => createSender(worker, kept));
  const average = new Float32Array(tensor.size);
  const sums = places ? new Float32Array(kept) : average;
  const gathered = new Float32Array(kept);
  const sent = new Float32Array(kept);
  const message = new DataView(new ArrayBuffer(codec.maxBytes(kept)));
  const residual = senders[0]?.residual;
  const ages = residual && { ages: new Uint16Array(kept), residual };
  return {
    kept,
    average,
    ...(ages ? { ages } : {}),
    clear: () => sums.fill(0),
    gather(gradient) {
      if (!places) gathered.set(gradient);
      else for (let index = 0; index < kept; index++) gathered[index] = gradient[places[index]!]!;
      return gathered;
    },
    send(worker, own, sparsity) {
      senders[worker]!.send(own, sparsity, sent);
      const bytes = codec.encode(sent, message);
      codec.addTo(new DataView(message.buffer, 0, bytes), sums);
      if (worker === 0 && ages) applyAges(ages.ages, ages.residual, sent);
      let values = 0;
      for (let index = 0; index < kept; index++) if (sent[index] !== 0) values++;
      return { bytes, values };
    },
    finish() {
      for (let index = 0; index < kept; index++) sums[index]! /= senders.length;
      if (places) for (let index = 0; index < kept; index++) average[places[index]!] = sums[index]!;
    },
  };
}

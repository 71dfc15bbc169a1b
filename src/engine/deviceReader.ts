import type * as tf from '@tensorflow/tfjs-core';
import { AppError } from '../base/errors.ts';

/** Reads tensors back, and fails instead of waiting for ever when the GPU context has gone. */
export interface DeviceReader {
  /** Values of a tensor, which stays the caller's. Rejects with `context-lost`. */
  read(tensor: tf.Tensor): Promise<Float32Array>;
  /** Throws `context-lost` once the context has gone. */
  throwIfLost(): void;
}

/** Creates a DeviceReader and the function that declares its context lost. */
export function createDeviceReader(): DeviceReader & { markLost: () => void } {
  let lost = false;
  const pending = new Set<(error: AppError) => void>();
  const lostError = () => new AppError('context-lost', 'the graphics device was reset');
  const throwIfLost = () => {
    if (lost) throw lostError();
  };
  return {
    throwIfLost,
    async read(tensor) {
      throwIfLost();
      let reject: (error: AppError) => void = () => {};
      const loss = new Promise<never>((_resolve, rejectLoss) => {
        reject = rejectLoss;
      });
      pending.add(reject);
      try {
        return (await Promise.race([tensor.data(), loss])) as Float32Array;
      } finally {
        pending.delete(reject);
      }
    },
    markLost() {
      lost = true;
      for (const reject of pending) reject(lostError());
      pending.clear();
    },
  };
}

import * as tf from '@tensorflow/tfjs-core';

interface Entry {
  readonly tensor: tf.Tensor;
  readonly scan: string;
  readonly bytes: number;
}

/** Tensors by name, of at most `maxBytes` together. Owns what is put in until `clear`. */
export class PrefixStore {
  /** In the order of their last use. */
  private readonly entries = new Map<string, Entry>();
  private readonly maxBytes: number;
  private heldBytes = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  /** Bytes of all tensors held. */
  get bytes(): number {
    return this.heldBytes;
  }

  /** A tensor that stays the store's, until the next `put`. */
  get(key: string): tf.Tensor | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.tensor;
  }

  /**
   * Takes a tensor over, and frees those used longest ago where it is full; or this one where that does not help.
   *
   * Tensors of the same `scan`, which are read one after the other again and again, never drive each other out: of a
   * scan larger than the store a part then stays, where plain least-recently-used would lose each just before its turn.
   */
  put(key: string, scan: string, tensor: tf.Tensor): void {
    const bytes = 4 * tensor.size;
    for (const [other, entry] of this.entries) {
      if (this.heldBytes + bytes <= this.maxBytes || bytes > this.maxBytes) break;
      if (entry.scan !== scan) this.remove(other, entry);
    }
    if (this.entries.has(key) || this.heldBytes + bytes > this.maxBytes) {
      tensor.dispose();
      return;
    }
    this.entries.set(key, { tensor, scan, bytes });
    this.heldBytes += bytes;
  }

  clear(): void {
    for (const [key, entry] of this.entries) this.remove(key, entry);
  }

  private remove(key: string, { tensor, bytes }: Entry): void {
    this.entries.delete(key);
    this.heldBytes -= bytes;
    tf.dispose(tensor);
  }
}

/** How what a worker sends of one tensor is laid out in bytes, little-endian. The length of a message is known to its reader. */
export interface Codec {
  /** Bytes of the longest message of `size` values. */
  maxBytes(size: number): number;
  /**
   * Writes values into the front of `message`, which starts where its buffer does, and gives the number of bytes. Zeros
   * may lose their sign; nothing else is lost, so long as the values are such as the codec's rule makes.
   */
  encode(values: Float32Array, message: DataView): number;
  /** Adds the values of a message, which ends where its bytes do, to `sums` `[size]`. */
  addTo(message: DataView, sums: Float32Array): void;
}

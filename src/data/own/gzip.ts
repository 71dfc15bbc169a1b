async function collect(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > limit) {
      await reader.cancel();
      throw new RangeError(`more than ${limit} bytes`);
    }
    parts.push(part.value);
  }
  const whole = new Uint8Array(size);
  let filled = 0;
  for (const part of parts) {
    whole.set(part, filled);
    filled += part.length;
  }
  return whole;
}

/** Packs bytes as gzip; how small they get depends on the browser. */
export function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return collect(
    new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip')),
    Number.POSITIVE_INFINITY,
  );
}

/** Unpacks gzip; throws RangeError as soon as there are more than `limit` bytes, TypeError where it is damaged. */
export function gunzip(file: Blob, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  return collect(file.stream().pipeThrough(new DecompressionStream('gzip')), limit);
}

/** Width and height of a picture, in its pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

type Reader = (view: DataView) => PictureSize | undefined;

const readPng: Reader = (view) => ({ width: view.getUint32(16), height: view.getUint32(20) });

/** Goes from segment to segment up to the one that begins a frame (ITU-T T.81, B.2.2). */
const readJpeg: Reader = (view) => {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
};

const readGif: Reader = (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) });

const readBmp: Reader = (view) => ({
  width: Math.abs(view.getInt32(18, true)),
  height: Math.abs(view.getInt32(22, true)),
});

/** https://developers.google.com/speed/webp/docs/riff_container, and RFC 6386, 9.1, for a lossy picture. */
const readWebp: Reader = (view) => {
  const kind = String.fromCharCode(...[12, 13, 14, 15].map((at) => view.getUint8(at)));
  const read24 = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
  if (kind === 'VP8X') return { width: 1 + read24(24), height: 1 + read24(27) };
  if (kind === 'VP8 ')
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (kind !== 'VP8L') return undefined;
  const bits = view.getUint32(21, true);
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
};

const KINDS: readonly (readonly [start: readonly number[], read: Reader])[] = [
  [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], readPng],
  [[0xff, 0xd8, 0xff], readJpeg],
  [[0x47, 0x49, 0x46, 0x38], readGif],
  [[0x42, 0x4d], readBmp],
  [[0x52, 0x49, 0x46, 0x46], readWebp],
];

/**
 * The size of a PNG, JPEG, GIF, BMP or WebP by its header, so that it is known before the pixels are unpacked; undefined for
 * anything else, whatever its name.
 */
export function readPictureSize(bytes: Uint8Array): PictureSize | undefined {
  if (bytes.length < 30) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [, read] = KINDS.find(([start]) => start.every((byte, at) => bytes[at] === byte)) ?? [];
  const size = read?.(view);
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

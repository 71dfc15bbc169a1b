import { inflateSync } from 'fflate';
import { OWN_LIMITS } from './ownData.ts';
import { refuseImages } from './refuseImages.ts';

/** A file in a zip, read when it is asked for. */
export interface ZipEntry {
  readonly path: string;
  /** Bytes once unpacked, as the zip has it; no more are unpacked. */
  readonly size: number;
  /** Throws `invalid-images` where it is damaged, or packed in a way that is not read. */
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

// APPNOTE.TXT of PKWARE, 4.3.
const END = { signature: 0x06054b50, size: 22 } as const;
const END_64 = { signature: 0x06064b50, size: 56 } as const;
const LOCATOR_64 = { signature: 0x07064b50, size: 20 } as const;
const CENTRAL = { signature: 0x02014b50, size: 46 } as const;
const LOCAL = { signature: 0x04034b50, size: 30 } as const;
const LONGEST_COMMENT = 0xffff;
/** Of the list of entries: names of a hundred letters for each. */
const LONGEST_LIST = 20e6;

const viewOf = async (file: Blob, start: number, end: number) =>
  new DataView(await file.slice(Math.max(0, start), end).arrayBuffer());

/** Where the list of entries lies. */
async function findList(file: Blob, damaged: (reason: string) => Error) {
  const start = Math.max(0, file.size - END.size - LONGEST_COMMENT);
  const view = await viewOf(file, start, file.size);
  let at = view.byteLength - END.size;
  while (at >= 0 && view.getUint32(at, true) !== END.signature) at--;
  if (at < 0) throw damaged('no zip file, or cut short');
  const [count, size, offset] = [
    view.getUint16(at + 10, true),
    view.getUint32(at + 12, true),
    view.getUint32(at + 16, true),
  ];
  const locator = start + at - LOCATOR_64.size;
  const isLarge = count === 0xffff || size === 0xffffffff || offset === 0xffffffff;
  if (!isLarge || locator < 0) return { count, size, offset };
  const found = await viewOf(file, locator, locator + LOCATOR_64.size);
  if (found.getUint32(0, true) !== LOCATOR_64.signature) return { count, size, offset };
  const end = Number(found.getBigUint64(8, true));
  const large = await viewOf(file, end, end + END_64.size);
  if (large.byteLength < END_64.size || large.getUint32(0, true) !== END_64.signature)
    throw damaged('its end is damaged');
  return {
    count: Number(large.getBigUint64(32, true)),
    size: Number(large.getBigUint64(40, true)),
    offset: Number(large.getBigUint64(48, true)),
  };
}

/**
 * Lists a zip without reading what is in it; folders are left out.
 *
 * Throws `invalid-images` where it is none, or has more entries or bytes than OWN_LIMITS.
 */
export async function readZip(file: File): Promise<readonly ZipEntry[]> {
  const damaged = (reason: string) => refuseImages('damaged-zip', `${file.name}: ${reason}`);
  if (file.size > OWN_LIMITS.zipBytes) {
    throw refuseImages(
      'too-large',
      `${file.name}: ${file.size} bytes (expected at most ${OWN_LIMITS.zipBytes})`,
    );
  }
  const { count, size, offset } = await findList(file, damaged);
  if (count > OWN_LIMITS.entries) {
    throw refuseImages(
      'too-many-files',
      `${file.name}: ${count} entries (expected at most ${OWN_LIMITS.entries})`,
    );
  }
  if (size > LONGEST_LIST || offset + size > file.size) throw damaged('its list of entries is damaged');
  const list = await viewOf(file, offset, offset + size);
  const entries: ZipEntry[] = [];
  let [at, all] = [0, 0];
  for (let index = 0; index < count; index++) {
    if (at + CENTRAL.size > list.byteLength || list.getUint32(at, true) !== CENTRAL.signature)
      throw damaged('its list of entries is damaged');
    const [flags, method] = [list.getUint16(at + 8, true), list.getUint16(at + 10, true)];
    const [packed, unpacked] = [list.getUint32(at + 20, true), list.getUint32(at + 24, true)];
    const lengths = [28, 30, 32].map((place) => list.getUint16(at + place, true));
    const [nameLength = 0, extraLength = 0, commentLength = 0] = lengths;
    const start = list.getUint32(at + 42, true);
    const name = new Uint8Array(
      list.buffer,
      at + CENTRAL.size,
      Math.min(nameLength, list.byteLength - at - CENTRAL.size),
    );
    const path = new TextDecoder().decode(name);
    at += CENTRAL.size + nameLength + extraLength + commentLength;
    if (path.endsWith('/')) continue;
    all += unpacked;
    if (all > OWN_LIMITS.allBytes) {
      throw refuseImages('too-large', `${file.name}: more than ${OWN_LIMITS.allBytes} bytes unpacked`);
    }
    const read = () => readEntry(file, { path, flags, method, packed, unpacked, start }, damaged);
    entries.push({ path, size: unpacked, read });
  }
  return entries;
}

interface Place {
  readonly path: string;
  readonly flags: number;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly start: number;
}

async function readEntry(
  file: File,
  { path, flags, method, packed, unpacked, start }: Place,
  damaged: (reason: string) => Error,
): Promise<Uint8Array<ArrayBuffer>> {
  if (flags & 1) throw damaged(`${path} is encrypted`);
  if (method !== 0 && method !== 8) throw damaged(`${path} is packed in a way that is not read (${method})`);
  const header = await viewOf(file, start, start + LOCAL.size);
  if (header.byteLength < LOCAL.size || header.getUint32(0, true) !== LOCAL.signature)
    throw damaged(`${path} is not where the list says`);
  const from = start + LOCAL.size + header.getUint16(26, true) + header.getUint16(28, true);
  const bytes = new Uint8Array(await file.slice(from, from + packed).arrayBuffer());
  if (bytes.length < packed) throw damaged(`${path} is cut short`);
  if (method === 0) return bytes;
  let whole: Uint8Array;
  try {
    whole = inflateSync(bytes, { out: new Uint8Array(unpacked) });
  } catch {
    throw damaged(`${path} is damaged`);
  }
  if (whole.length !== unpacked) throw damaged(`${path} has not the size that the list says`);
  return whole as Uint8Array<ArrayBuffer>;
}

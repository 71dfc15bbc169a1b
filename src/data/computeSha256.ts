const CONSTANTS = computeFractions(64, 1 / 3);
const START = computeFractions(8, 1 / 2);
const BLOCK_SIZE = 64;

/** First 32 bits of the fractional parts of the first primes' roots (FIPS 180-4, 4.2.2 and 5.3.3). */
function computeFractions(count: number, power: number): Uint32Array {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return Uint32Array.from(primes, (prime) => (prime ** power % 1) * 0x1_0000_0000);
}

const rotate = (value: number, bits: number) => (value >>> bits) | (value << (32 - bits));

function pad(bytes: Uint8Array): DataView {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / BLOCK_SIZE) * BLOCK_SIZE);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  return view;
}

/** FIPS 180-4, 6.2.2: works one block into the state. */
function addBlock(state: Uint32Array, schedule: Uint32Array): void {
  for (let t = 16; t < 64; t++) {
    const near = schedule[t - 15]!;
    const far = schedule[t - 2]!;
    const sigma0 = rotate(near, 7) ^ rotate(near, 18) ^ (near >>> 3);
    const sigma1 = rotate(far, 17) ^ rotate(far, 19) ^ (far >>> 10);
    schedule[t] = schedule[t - 16]! + sigma0 + schedule[t - 7]! + sigma1;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let t = 0; t < 64; t++) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const first =
      (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + choice + CONSTANTS[t]! + schedule[t]!) | 0;
    const second = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] = state[index]! + value;
}

function computePlainly(bytes: Uint8Array): Uint8Array {
  const message = pad(bytes);
  const state = Uint32Array.from(START);
  const schedule = new Uint32Array(64);
  for (let block = 0; block < message.byteLength; block += BLOCK_SIZE) {
    for (let word = 0; word < 16; word++) schedule[word] = message.getUint32(block + 4 * word);
    addBlock(state, schedule);
  }
  const digest = new DataView(new ArrayBuffer(32));
  for (const [index, word] of state.entries()) digest.setUint32(4 * index, word);
  return new Uint8Array(digest.buffer);
}

/**
 * SHA-256 as lower-case hex.
 *
 * @param subtle absent on insecure pages (plain http in a classroom's network); then a plain implementation computes it.
 */
export async function computeSha256(
  bytes: Uint8Array<ArrayBuffer>,
  subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle,
): Promise<string> {
  const digest = subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : computePlainly(bytes);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

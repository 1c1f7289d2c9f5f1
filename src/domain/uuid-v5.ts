/**
 * Ids that are made of what they stand for (RFC 9562, section 5.5), so that two
 * devices which make the same thing make one thing. SHA-1 is what the standard
 * names; `crypto.subtle` has it too, but answers later and one at a time, and a
 * file has fifty thousand rows.
 */

/** The UUIDv5 of a text in a namespace, which is a UUID. */
export function uuidV5(namespace: string, name: string): string {
  const hash = sha1(bytesIn(namespace, name));
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  let text = '';
  for (let at = 0; at < 16; at += 1) {
    if (at === 4 || at === 6 || at === 8 || at === 10) text += '-';
    text += pairs[hash[at] ?? 0];
  }
  return text;
}

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const encoder = new TextEncoder();

function bytesIn(uuid: string, name: string): Uint8Array {
  const [space, text] = [uuid.replaceAll('-', ''), encoder.encode(name)];
  const bytes = new Uint8Array(16 + text.length);
  for (let at = 0; at < 16; at += 1) bytes[at] = Number.parseInt(space.slice(2 * at, 2 * at + 2), 16);
  bytes.set(text, 16);
  return bytes;
}

/** FIPS 180-4, section 6.1. Not for secrets. */
function sha1(message: Uint8Array): Uint8Array {
  const blocks = paddedBlocks(message);
  const state = new Uint32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  const words = new Uint32Array(80);
  for (let at = 0; at < blocks.byteLength; at += 64) mix(state, words, blocks, at);
  const hash = new DataView(new ArrayBuffer(20));
  state.forEach((word, index) => hash.setUint32(index * 4, word));
  return new Uint8Array(hash.buffer);
}

/** The message, a one, zeros, and its length in bits: whole blocks of 64 bytes. */
function paddedBlocks(message: Uint8Array): DataView {
  const size = Math.ceil((message.length + 9) / 64) * 64;
  const padded = new Uint8Array(size);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(size - 8, BigInt(message.length) * 8n);
  return view;
}

function mix(state: Uint32Array, words: Uint32Array, blocks: DataView, from: number): void {
  const word = (index: number) => words[index] ?? 0;
  for (let t = 0; t < 16; t += 1) words[t] = blocks.getUint32(from + t * 4);
  for (let t = 16; t < 80; t += 1)
    words[t] = rotate(word(t - 3) ^ word(t - 8) ^ word(t - 14) ^ word(t - 16), 1);
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (let t = 0; t < 80; t += 1) {
    const next =
      (rotate(a, 5) + choose(t, b, c, d) + e + (roundKeys[Math.floor(t / 20)] ?? 0) + word(t)) >>> 0;
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  [a, b, c, d, e].forEach((part, index) => {
    state[index] = (state[index] ?? 0) + part;
  });
}

const roundKeys = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6];

function choose(t: number, b: number, c: number, d: number): number {
  if (t < 20) return (b & c) | (~b & d);
  if (t < 40 || t >= 60) return b ^ c ^ d;
  return (b & c) | (b & d) | (c & d);
}

function rotate(word: number, by: number): number {
  return ((word << by) | (word >>> (32 - by))) >>> 0;
}

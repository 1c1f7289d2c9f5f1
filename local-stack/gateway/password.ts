import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

// OWASP's smallest advised scrypt: 2^14 with 5 lanes costs 16 MiB and about 100 ms.
const COST = 16_384;
const BLOCK_SIZE = 8;
const LANES = 5;
const KEY_BYTES = 32;

/** For a stack of tests, whose passwords guard nothing: a fraction of a millisecond. */
export const cheapCost = 16;

/** `scrypt$N$r$p$salt$key`, so that the costs can rise without breaking old hashes. */
export async function hashPassword(password: string, cost = COST): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost, BLOCK_SIZE, LANES);
  return ['scrypt', cost, BLOCK_SIZE, LANES, salt.toString('base64'), key.toString('base64')].join('$');
}

/** Takes as long for an account that does not exist (null), so that the time tells nothing. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [scheme, cost, blockSize, lanes, salt, key] = (hash ?? (await absentHash())).split('$');
  if (scheme !== 'scrypt' || salt === undefined || key === undefined) return false;
  const found = await derive(
    password,
    Buffer.from(salt, 'base64'),
    Number(cost),
    Number(blockSize),
    Number(lanes),
  );
  const expected = Buffer.from(key, 'base64');
  return expected.length === found.length && timingSafeEqual(found, expected) && hash !== null;
}

let absent: Promise<string> | undefined;

function absentHash(): Promise<string> {
  absent ??= hashPassword(randomBytes(16).toString('base64'));
  return absent;
}

// One at a time: each takes a thread of the few that also read files, and somebody may guess on purpose.
let queue: Promise<unknown> = Promise.resolve();

function derive(password: string, salt: Buffer, N: number, r: number, p: number): Promise<Buffer> {
  const derived = queue.then(() => deriveNow(password, salt, N, r, p));
  queue = derived.catch(() => undefined);
  return derived;
}

function deriveNow(password: string, salt: Buffer, N: number, r: number, p: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

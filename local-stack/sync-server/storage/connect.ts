import pg from 'pg';

// Op ids and counts are int8 below 2^53 (protocol/op-id.ts): numbers, not pg's strings.
const INT8 = 20;
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as never,
};

const READERS = 8;

/** For sessions. Its connections come and go with Postgres; only an idle one's loss is silent. */
export function openReaders(storageUri: string, log: (line: string) => void): pg.Pool {
  const pool = new pg.Pool({ connectionString: storageUri, max: READERS, types });
  pool.on('error', (error) => log(`storage: idle connection lost: ${error.message}`));
  // One that is in use: its statement rejects.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

const LOCK_KEY = 0x666c_7578; // "flux"
const LOCK_ATTEMPTS = 15;
const LOCK_RETRY_MS = 200;

async function acquireLock(client: pg.Client): Promise<void> {
  for (let attempt = 0; attempt < LOCK_ATTEMPTS; attempt += 1) {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as locked', [LOCK_KEY]);
    if (rows[0]?.locked === true) return;
    await new Promise((resolve) => setTimeout(resolve, LOCK_RETRY_MS));
  }
  throw new StorageInUse();
}

class StorageInUse extends Error {
  override readonly name = 'StorageInUse';
  constructor() {
    super('Another sync server is using this storage database: stop it first, or give this one its own.');
  }
}

/**
 * The one connection that writes. It holds the storage's lock for as long as it lives, so whoever can write is alone:
 * losing the connection loses both. Waits 3 s for a dying predecessor, then throws `StorageInUse`.
 */
export async function openWriter(storageUri: string): Promise<pg.Client> {
  // Postgres forgets what we confirm: it must be on disk by then, whatever the server's default is.
  const client = new pg.Client({ connectionString: storageUri, types, options: '-c synchronous_commit=on' });
  client.on('error', () => {}); // the next statement on it rejects, and the replicator starts over with a new one
  try {
    await client.connect();
    await acquireLock(client);
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
  return client;
}

/** Row 7: a device's first copy, and the same stream read and thrown away. */
import { openDatabase } from '#db/open-database.ts';
import { prepareDatabase } from '#db/prepare-database.ts';

export interface Login {
  readonly email: string;
  readonly password: string;
  readonly locationId: string;
}

const deviceId = crypto.randomUUID();

async function accessToken(email: string, password: string): Promise<string> {
  const config = (await (await fetch('/config.json')).json()) as { supabaseAnonKey: string };
  const answer = await fetch('/auth/v1/token?grant_type=password', {
    method: 'POST',
    headers: { 'content-type': 'application/json', apikey: config.supabaseAnonKey },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`No login: ${await answer.text()}`);
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** What the SDK asks for, in the encoding that it asks for. */
async function download({ email, password, locationId }: Login): Promise<{ ms: number; bytes: number }> {
  const token = await accessToken(email, password);
  const abort = new AbortController();
  const start = performance.now();
  const answer = await fetch('/sync/stream', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Token ${token}`,
      accept: 'application/vnd.powersync.bson-stream;q=0.9,application/x-ndjson;q=0.8',
    },
    body: JSON.stringify({
      buckets: [],
      include_checksum: true,
      raw_data: true,
      binary_data: true,
      client_id: crypto.randomUUID(),
      parameters: { location_id: locationId, device_id: deviceId },
      streams: { include_defaults: true, subscriptions: [] },
    }),
    signal: abort.signal,
  });
  if (!answer.ok || !answer.body) throw new Error(`No stream: ${answer.status}`);
  const bytes = await readToCheckpoint(answer.body.getReader());
  const ms = performance.now() - start;
  abort.abort();
  return { ms, bytes };
}

/** Only the end of each chunk is looked at: the line that ends a checkpoint is the last of what is sent. */
async function readToCheckpoint(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<number> {
  const text = new TextDecoder('latin1');
  let bytes = 0;
  let tail = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) throw new Error('The stream ended before its checkpoint.');
    bytes += value.length;
    tail = (tail + text.decode(value.subarray(-500))).slice(-500);
    if (/(?<!partial_)checkpoint_complete/.test(tail)) return bytes;
  }
}

/** With the app's own database code and the SDK's own client; answers when everything is stored. */
async function copy(
  { email, password, locationId }: Login,
  round: number,
): Promise<{ ms: number; rows: number }> {
  const token = await accessToken(email, password);
  const power = await openDatabase(`first-sync-${round}.db`, localStorage);
  await prepareDatabase(power);
  const connector = {
    fetchCredentials: async () => ({ endpoint: location.origin, token }),
    uploadData: async () => {},
  };
  const start = performance.now();
  const failed = power.connect(connector, { params: { location_id: locationId, device_id: deviceId } });
  await Promise.all([failed, power.waitForFirstSync()]);
  const ms = performance.now() - start;
  const { rows } = await power.get<{ rows: number }>('select count(*) as rows from items');
  await power.disconnectAndClear();
  await power.close({ disconnect: true });
  return { ms, rows };
}

export const firstSync = { download, copy };

declare global {
  interface Window {
    firstSync: typeof firstSync;
  }
}
window.firstSync = firstSync;

/** The sync stream without a client: read, looked through for ids, thrown away. The floor of what a device does with it. */
import type { SupabaseClient } from '@supabase/supabase-js';

interface RawOptions {
  readonly powersyncUrl: string;
  readonly token: string;
  readonly locationId: string;
  readonly deviceId: string;
  /** Whose documents come too. */
  readonly month?: string;
}

/** As long as what is looked for may be cut in two between chunks. */
const overlap = 500;

export async function tokenOf(client: SupabaseClient): Promise<string> {
  const { data } = await client.auth.getSession();
  if (!data.session) throw new Error('Not signed in.');
  return data.session.access_token;
}

/** Calls `onText` with each piece of the stream and the end of the one before it, until aborted or told to stop. */
export async function readRawStream(
  { powersyncUrl, token, locationId, deviceId, month }: RawOptions,
  signal: AbortSignal,
  onText: (text: string) => 'stop' | undefined,
): Promise<void> {
  const answer = await fetch(`${powersyncUrl}/sync/stream`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Token ${token}`,
      accept: 'application/x-ndjson',
    },
    body: JSON.stringify({
      buckets: [],
      include_checksum: true,
      raw_data: true,
      client_id: crypto.randomUUID(),
      parameters: { location_id: locationId, device_id: deviceId },
      streams: { include_defaults: true, subscriptions: month === undefined ? [] : [monthOf(month)] },
    }),
    signal,
  });
  if (!answer.ok || !answer.body) throw new Error(`No stream: ${answer.status}`);
  const decoder = new TextDecoder('latin1');
  let tail = '';
  for await (const chunk of answer.body) {
    const text = tail + decoder.decode(chunk);
    if (onText(text) === 'stop') return;
    tail = text.slice(-overlap);
  }
}

function monthOf(business_month: string) {
  return { stream: 'months', parameters: { business_month }, override_priority: null };
}

/** Milliseconds until the first whole checkpoint is read. */
export async function downloadMs(options: RawOptions): Promise<number> {
  const abort = new AbortController();
  const startMs = performance.now();
  await readRawStream(options, abort.signal, (text) =>
    /(?<!partial_)checkpoint_complete/.test(text) ? 'stop' : undefined,
  );
  const ms = performance.now() - startMs;
  abort.abort();
  return ms;
}

import type { Pool } from 'pg';
import type { HydratedSyncConfig } from '@powersync/service-sync-rules';
import { parseCheckpointRequest, parseSyncRequest } from '#stack/sync-server/protocol/request.ts';
import { SyncError, errorBody, validationError } from '#stack/sync-server/protocol/sync-error.ts';
import { bucketGrants } from '#stack/sync-server/rules/buckets-for-token.ts';
import type { ChangeFeed } from '#stack/sync-server/storage/change-feed.ts';
import type { CompactionHorizon } from '#stack/sync-server/storage/compaction.ts';
import type { Lsn } from '#stack/sync-server/storage/state.ts';
import {
  nextWriteCheckpoint,
  requestWriteCheckpoint,
  writeCheckpointKeyText,
  type WriteCheckpointKey,
} from '#stack/sync-server/storage/write-checkpoints.ts';
import { authenticate, type VerifiedToken } from './authenticate.ts';
import { lineStream } from './line-stream.ts';
import { Session } from './session.ts';
import { TokenClock } from './token-clock.ts';

interface CurrentRules {
  readonly config: HydratedSyncConfig;
  readonly version: number;
}

export interface HttpOptions {
  readonly pool: Pool;
  readonly feed: ChangeFeed;
  readonly horizon: CompactionHorizon;
  readonly secret: Uint8Array;
  readonly log: (line: string) => void;
  /** Undefined while there is no finished copy. */
  readonly rules: () => CurrentRules | undefined;
  /** Writes a mark into the source's log and says where: all that was committed before lies before it. */
  readonly markSource: () => Promise<Lsn>;
  /** Aborted when the server stops. */
  readonly stopped: AbortSignal;
}

const CORS = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Content-Type' };
const PREFLIGHT = {
  ...CORS,
  'access-control-allow-methods': 'GET,HEAD,POST',
  'access-control-allow-headers': 'Content-Type, Authorization, User-Agent, X-User-Agent',
  'access-control-max-age': '3600',
};
const MAX_BODY_CHARACTERS = 1024 * 1024; // 1,000 buckets with long names are a tenth of it

function json(body: string, status = 200): Response {
  return new Response(body, { status, headers: { ...CORS, 'content-type': 'application/json' } });
}

async function readBody(request: Request): Promise<unknown> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of request.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_BODY_CHARACTERS)
      throw new SyncError('PSYNC_S2001', 413, 'Request body is too large');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw validationError('body: expected JSON');
  }
}

async function stream(options: HttpOptions, request: Request, token: VerifiedToken): Promise<Response> {
  const syncRequest = parseSyncRequest(await readBody(request));
  const rules = options.rules();
  if (rules === undefined) throw new SyncError('PSYNC_S2302', 500, 'No sync config available');
  const gone = new AbortController();
  const session = new Session({
    ...options,
    request: syncRequest,
    question: {
      rulesVersion: rules.version,
      grants: bucketGrants(rules.config, token.payload, syncRequest),
      writeCheckpointKey: { userId: token.userId, clientId: syncRequest.clientId ?? '' },
    },
    clock: new TokenClock(token.expiresAt, Date.now()),
    signal: AbortSignal.any([request.signal, gone.signal, options.stopped]),
  });
  const lines = session.lines();
  // What refuses the first checkpoint, such as too many buckets, is an answer of its own rather than a broken stream.
  const first = await lines.next();
  const body = lineStream(first, lines, () => gone.abort(), options.log);
  return new Response(body, {
    headers: {
      ...CORS,
      'content-type': 'application/x-ndjson',
      'x-accel-buffering': 'no',
      'cache-control': 'no-store',
    },
  });
}

async function writeCheckpoint(
  options: HttpOptions,
  request: Request,
  token: VerifiedToken,
): Promise<Response> {
  const clientId = new URL(request.url).searchParams.get('client_id')?.replaceAll('\0', '') ?? '';
  const key: WriteCheckpointKey = { userId: token.userId, clientId };
  const id = await nextWriteCheckpoint(options.pool, key, await options.markSource());
  options.feed.announceWriteCheckpoint(writeCheckpointKeyText(key));
  return json(JSON.stringify({ data: { write_checkpoint: id } }));
}

async function checkpointRequest(
  options: HttpOptions,
  request: Request,
  token: VerifiedToken,
): Promise<Response> {
  const { clientId, requestId } = parseCheckpointRequest(await readBody(request));
  const key: WriteCheckpointKey = { userId: token.userId, clientId };
  const id = await requestWriteCheckpoint(options.pool, key, await options.markSource(), requestId);
  options.feed.announceWriteCheckpoint(writeCheckpointKeyText(key));
  return json(JSON.stringify({ data: { checkpoint_request_id: id } }));
}

const routes = new Map([
  ['POST /sync/stream', stream],
  ['GET /write-checkpoint2.json', writeCheckpoint],
  ['POST /sync/checkpoint-request', checkpointRequest],
]);

function refuse(options: HttpOptions, error: unknown): Response {
  if (error instanceof SyncError) return json(errorBody(error), error.status);
  const message = error instanceof Error ? error.message : String(error);
  options.log(`request failed: ${message}`);
  // What went wrong inside is for the log: who asks learns no SQL, no table and no address.
  return json(errorBody(new SyncError('PSYNC_S2001', 500, 'Internal server error')), 500);
}

/** PowerSync's HTTP interface: the three requests that its clients make, and the browser's preflight. */
export function syncFetch(options: HttpOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: PREFLIGHT });
    const route = routes.get(`${request.method} ${new URL(request.url).pathname}`);
    try {
      if (route === undefined)
        throw new SyncError('PSYNC_S2002', 404, 'The path does not exist on this server');
      return await route(
        options,
        request,
        await authenticate(request.headers.get('authorization'), options.secret),
      );
    } catch (error) {
      return refuse(options, error);
    }
  };
}

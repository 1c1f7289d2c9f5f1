import { parseOpId, type OpId } from './op-id.ts';
import type { Priority } from './lines.ts';
import { validationError } from './sync-error.ts';

interface StreamSubscription {
  readonly stream: string;
  readonly parameters: Record<string, unknown> | null;
  readonly overridePriority: Priority | null;
}

export interface SyncRequest {
  /** What the client has: bucket name → the last op it holds. */
  readonly positions: ReadonlyMap<string, OpId>;
  readonly clientId: string | undefined;
  readonly parameters: Record<string, unknown>;
  readonly includeDefaults: boolean;
  readonly subscriptions: readonly StreamSubscription[];
}

export interface CheckpointRequest {
  readonly clientId: string;
  /** Decimal, 1 … 2^63 − 1. */
  readonly requestId: bigint;
}

type Json = Record<string, unknown>;

function object(value: unknown, where: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw validationError(`${where}: expected object`);
  return value as Json;
}

function text(value: unknown, where: string): string {
  // Postgres keeps no NUL in a text.
  if (typeof value !== 'string' || value.includes('\0')) throw validationError(`${where}: expected string`);
  return value;
}

function list(value: unknown, where: string): unknown[] {
  if (!Array.isArray(value)) throw validationError(`${where}: expected array`);
  return value;
}

function optional<T>(value: unknown, parse: () => T, absent: T): T {
  return value === undefined ? absent : parse();
}

function flag(value: unknown, where: string): boolean {
  if (typeof value !== 'boolean') throw validationError(`${where}: expected boolean`);
  return value;
}

function priority(value: unknown, where: string): Priority | null {
  if (value === null || value === undefined) return null;
  if (value === 0 || value === 1 || value === 2 || value === 3) return value;
  throw validationError(`${where}: expected a priority 0 to 3 or null`);
}

function position(value: unknown, index: number): [string, OpId] {
  const bucket = object(value, `buckets/${index}`);
  const name = text(bucket['name'], `buckets/${index}/name`);
  const after = parseOpId(text(bucket['after'], `buckets/${index}/after`));
  if (after === undefined) throw validationError(`buckets/${index}/after: expected a decimal op id`);
  return [name, after];
}

function subscription(value: unknown, index: number): StreamSubscription {
  const where = `streams/subscriptions/${index}`;
  const given = object(value, where);
  const parameters = given['parameters'] ?? null;
  return {
    stream: text(given['stream'], `${where}/stream`),
    parameters: parameters === null ? null : object(parameters, `${where}/parameters`),
    overridePriority: priority(given['override_priority'], `${where}/override_priority`),
  };
}

/** Unknown members are ignored, as newer clients add them; known ones must have the right type. */
export function parseSyncRequest(body: unknown): SyncRequest {
  const given = object(body, 'body');
  const streams = optional(given['streams'], () => object(given['streams'], 'streams'), {} as Json);
  const { buckets, parameters, client_id: clientId } = given;
  const { subscriptions, include_defaults: defaults } = streams;
  if (given['raw_data'] === false) throw validationError('raw_data: only true is supported');
  return {
    positions: new Map(optional(buckets, () => list(buckets, 'buckets'), []).map(position)),
    clientId: optional(clientId, () => text(clientId, 'client_id'), undefined as string | undefined),
    parameters: optional(parameters, () => object(parameters, 'parameters'), {}),
    includeDefaults: optional(defaults, () => flag(defaults, 'streams/include_defaults'), true),
    subscriptions: optional(subscriptions, () => list(subscriptions, 'streams/subscriptions'), []).map(
      subscription,
    ),
  };
}

export function parseCheckpointRequest(body: unknown): CheckpointRequest {
  const given = object(body, 'body');
  const id = given['checkpoint_request_id'];
  const digits =
    typeof id === 'number' && Number.isSafeInteger(id) ? String(id) : text(id, 'checkpoint_request_id');
  const requestId = /^\d{1,19}$/.test(digits) ? BigInt(digits) : 0n;
  if (requestId < 1n || requestId > 0x7fff_ffff_ffff_ffffn)
    throw validationError('checkpoint_request_id: expected 1 to 9223372036854775807');
  return { clientId: text(given['client_id'], 'client_id'), requestId };
}

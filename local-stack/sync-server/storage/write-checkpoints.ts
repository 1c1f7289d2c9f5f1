import type { ClientBase, Pool } from 'pg';
import type { ProtocolOpId } from '#stack/sync-server/protocol/op-id.ts';
import type { Lsn } from './state.ts';

export interface WriteCheckpointKey {
  readonly userId: string;
  /** Empty for a client that does not name itself. */
  readonly clientId: string;
}

export function writeCheckpointKeyText(key: WriteCheckpointKey): string {
  return `${key.userId}/${key.clientId}`;
}

const REMEMBER_REACHED = `reached_id = case when w.lsn <= (select lsn from flux_sync.state) then w.id else w.reached_id end`;

/** Gives the client its next id, to be delivered once everything before `lsn` is in the buckets (W1). */
export async function nextWriteCheckpoint(
  pool: Pool,
  key: WriteCheckpointKey,
  lsn: Lsn,
): Promise<ProtocolOpId> {
  const { rows } = await pool.query<{ id: string }>(
    `insert into flux_sync.write_checkpoints as w (user_id, client_id, id, lsn) values ($1, $2, 1, $3)
     on conflict (user_id, client_id) do update set id = w.id + 1, lsn = greatest(w.lsn, excluded.lsn), ${REMEMBER_REACHED}
     returning id::text as id`,
    [key.userId, key.clientId, lsn],
  );
  return rows[0]?.id ?? '';
}

/** The client chose the id itself: stored if it is higher than the one before, which is returned otherwise (W5). */
export async function requestWriteCheckpoint(
  pool: Pool,
  key: WriteCheckpointKey,
  lsn: Lsn,
  requestId: bigint,
): Promise<ProtocolOpId> {
  const { rows } = await pool.query<{ id: string }>(
    `insert into flux_sync.write_checkpoints as w (user_id, client_id, id, lsn) values ($1, $2, $4, $3)
     on conflict (user_id, client_id) do update
       set id = greatest(w.id, excluded.id),
           lsn = case when excluded.id > w.id then greatest(w.lsn, excluded.lsn) else w.lsn end,
           reached_id = case when excluded.id > w.id and w.lsn <= (select lsn from flux_sync.state)
                             then w.id else w.reached_id end
     returning id::text as id`,
    [key.userId, key.clientId, lsn, requestId.toString()],
  );
  return rows[0]?.id ?? '';
}

export interface WriteCheckpointState {
  /** The highest id that may be delivered at the storage's position. */
  readonly reachedId: ProtocolOpId | undefined;
  /** Set while a later id waits for the source's position to be reached. */
  readonly isWaiting: boolean;
}

/** As of the caller's transaction: its own view of the storage's position decides what is reached. */
export async function readWriteCheckpoint(
  client: ClientBase,
  key: WriteCheckpointKey,
): Promise<WriteCheckpointState> {
  const { rows } = await client.query<{ reachedId: string | null; isWaiting: boolean }>({
    name: 'read-write-checkpoint',
    text: `select (case when w.lsn <= s.lsn then w.id else w.reached_id end)::text as "reachedId",
                  w.lsn > s.lsn as "isWaiting"
             from flux_sync.write_checkpoints w, flux_sync.state s
            where w.user_id = $1 and w.client_id = $2`,
    values: [key.userId, key.clientId],
  });
  const [row] = rows;
  return { reachedId: row?.reachedId ?? undefined, isWaiting: row?.isWaiting ?? false };
}

/** Shifts of the location, each exactly once, and the one that is open on this device. */
import { sql } from 'kysely';
import type { ShiftPayload } from '#schema/documents/shift.ts';
import type { OpenShift } from '#domain/open-shift.ts';
import type { Reader } from '#db/local-database.ts';
import { drafts } from './drafts.ts';
import { listedDocuments, type ListedDocument } from './listed-documents.ts';
import type { TakingsOf } from './shift-takings.ts';
import type { StoredDocument } from './stored-document.ts';

export interface ListedShift extends ListedDocument {
  /** Null where only the number of a void one is known here. */
  readonly opened_at: string | null;
  readonly opened_by: string | null;
  readonly cashier_id: string | null;
  readonly variance_minor: number | null;
  readonly cashier_name: string | null;
  readonly device_code: string | null;
}

/** Newest first; `total_minor` is what was counted. */
export function listedShifts(read: Reader) {
  const columns = ['opened_at', 'opened_by', 'cashier_id', 'variance_minor', 'device_id'] as const;
  return read
    .selectFrom(listedDocuments(read, 'shift', { columns, total: 'counted_minor' }).as('shift'))
    .selectAll()
    .select([
      sql`(select m.display_name from location_members m where m.user_id = shift.cashier_id limit 1)`.as(
        'cashier_name',
      ),
      sql`(select d.code from devices d where d.id = shift.device_id)`.as('device_code'),
    ])
    .orderBy('client_created_at', 'desc')
    .orderBy('id')
    .$castTo<ListedShift>();
}

/** Of a shift that this app closed, or that the server has. */
export function shiftOf({ payload }: Pick<StoredDocument, 'payload'>): ShiftPayload {
  return JSON.parse(payload) as ShiftPayload;
}

/** At most one row: a device has one drawer. */
export function openShift(read: Reader) {
  return drafts(read, 'shift').limit(1);
}

/** Written by the commands of a shift from an OpenShift. */
export function readOpenShift({ payload }: { readonly payload: string }): OpenShift {
  return JSON.parse(payload) as OpenShift;
}

export interface LastShift {
  /** What this drawer began with. */
  readonly float_minor: number;
  /** JSON: by kind of document, the last sequence that it covered. */
  readonly ended_at: string;
}

/** At most one row: the shift that this device closed last. */
export function lastShift(read: Reader, deviceId: string) {
  const found = sql<LastShift>`(
    select float_minor, ended_at from (
      select s.float_minor, s.client_created_at,
        (select json_group_object(x.entity_type, x.last_sequence) from shift_sources x where x.shift_id = s.id) as ended_at
      from shifts s where s.device_id = ${deviceId}
      union all
      select o.payload ->> '$.float_minor', o.client_created_at,
        (select json_group_object(value ->> 'entity_type', value ->> 'last_sequence') from json_each(o.payload, '$.sources'))
      from outbox o where o.entity_type = 'shift' and o.device_id = ${deviceId} and o.payload is not null)
    order by client_created_at desc limit 1)`;
  return read.selectFrom(found.as('last')).selectAll();
}

/** Of a row of `lastShift`: what came in since. */
export function endOf({ ended_at }: LastShift): TakingsOf['after'] {
  return JSON.parse(ended_at) as TakingsOf['after'];
}

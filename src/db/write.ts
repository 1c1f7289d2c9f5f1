/**
 * Writes one posted document. ONE statement, so one message to the database
 * worker and one SQLite transaction: number, outbox record and, by the
 * triggers of `outbox-triggers.ts`, counter, pending moves, draft, queue entry.
 * All of it is there or none.
 *
 *   insert ─► stored ────────────────► written, with its number
 *     │ nothing inserted
 *     ├─ a record of that id is there ─► already_posted
 *     └─ else                          ─► stock_short (BLOCK only)
 */
import { documentKinds, type EntityType } from '#schema/document-kinds.ts';
import { newId } from '#schema/new-id.ts';
import { sequenceDigits } from '#domain/document-number.ts';
import type { ShortItem } from '#domain/refusal.ts';
import type { StockMove } from '#domain/stock-moves.ts';
import type { CommonPowerSyncDatabase, LockContext } from '@powersync/common';
import { writeAnsweredFirst } from './answered-first.ts';
import type { LocalDatabase } from './local-database.ts';
import { shortfallsSql, shortItemsSql } from './shortfalls.ts';

export interface NewDocument {
  readonly entity_type: EntityType;
  readonly number_prefix: string;
  readonly payload: { readonly id: string; readonly location_id: string; readonly device_id: string };
  readonly total_minor: number | null;
  readonly at: string;
  /** Stock that must be on hand, or nothing is written; empty where nothing is demanded. */
  readonly demands: readonly StockMove[];
}

export type Written =
  | { readonly kind: 'written'; readonly number: string }
  | { readonly kind: 'already_posted'; readonly number: string }
  | { readonly kind: 'stock_short'; readonly items: readonly ShortItem[] };

const insertDocument = `
  insert into outbox (queue_id, entity_type, entity_id, location_id, device_id, number, total_minor,
    payload, client_created_at, client_updated_at, sync_status)
  select ?, ?, ?, ?, ?, numbered.number, ?, json_set(?, ?, numbered.number), ?, ?, 'pending'
  from (
    select ? || printf('%0${sequenceDigits}d', 1 + coalesce(
      (select last_sequence from document_counters where entity_type = ?), 0)) as number) numbered
  where not exists (${shortfallsSql('?')})
  on conflict (entity_id) do nothing
  returning number`;

export async function writeDocument({ power }: LocalDatabase, document: NewDocument): Promise<Written> {
  const [written] = await writeAnsweredFirst<{ number: string }>(power, insertDocument, valuesOf(document));
  return written ? { kind: 'written', number: written.number } : whyNot(power, document);
}

/** In this order and in one transaction: all of them, or none. The answer is that of the last, or of what was not written. */
export async function writeTogether(
  { power }: LocalDatabase,
  documents: readonly NewDocument[],
): Promise<Written> {
  return power.writeTransaction(async (tx) => {
    let answer: Written = { kind: 'stock_short', items: [] };
    for (const document of documents) {
      const [written] = (await tx.execute<{ number: string }>(insertDocument, valuesOf(document))).array;
      if (!written) {
        // Before it is undone: what goes back on the shelf counts for what is taken from it.
        answer = await whyNot(tx, document);
        await tx.rollback();
        return answer;
      }
      answer = { kind: 'written', number: written.number };
    }
    return answer;
  });
}

function valuesOf(document: NewDocument): unknown[] {
  const { entity_type: type, payload, at } = document;
  return [
    newId(),
    type,
    payload.id,
    payload.location_id,
    payload.device_id,
    document.total_minor,
    JSON.stringify(payload),
    `$.${documentKinds[type].number}`,
    at,
    at,
    document.number_prefix,
    type,
    JSON.stringify(document.demands),
  ];
}

async function whyNot(
  at: CommonPowerSyncDatabase | LockContext,
  { payload, demands }: NewDocument,
): Promise<Written> {
  const known = await at.getOptional<{ number: string }>('select number from outbox where entity_id = ?', [
    payload.id,
  ]);
  if (known) return { kind: 'already_posted', number: known.number };
  const items = await at.getAll<ShortItem>(shortItemsSql('?'), [JSON.stringify(demands)]);
  return { kind: 'stock_short', items };
}

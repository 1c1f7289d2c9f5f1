/**
 * What follows from a record in the outbox, in the same SQLite transaction and
 * without a further message to the database worker:
 *
 *   posted      ─► counter advanced, pending moves, draft gone, queue entry
 *   failed ─► pending, waiting ─► not waiting
 *               ─► a new queue entry at the tail (R10.1-3e, R10.1-5c)
 *
 * So no command can forget one of them, and a record that is due has an entry
 * in PowerSync's CRUD queue.
 */
import { queueType } from '#schema/device-schema.ts';

const enqueue = `insert into powersync_crud (op, id, type, data)
    values ('PUT', new.queue_id, '${queueType}', '{}')`;

/** Quantities in documents are positive; the kind gives the sign (as `domain/stock-moves.ts`). */
const sign = `case
      when new.entity_type <> 'sales_invoice' then 1
      when json_extract(new.payload, '$.kind') = 'sale' then -1
      else 1
    end`;

export const outboxTriggers = [
  {
    name: 'outbox_posted',
    sql: `create trigger outbox_posted after insert on outbox begin
    insert into document_counters (entity_type, last_sequence) values (new.entity_type, 1)
      on conflict (entity_type) do update set last_sequence = last_sequence + 1;
    insert into pending_moves (id, document_id, item_id, lot_id, quantity_milli)
      select value ->> 'id', new.entity_id, value ->> 'item_id', value ->> 'lot_id',
        (value ->> 'quantity_milli') * ${sign}
      from json_each(new.payload, '$.lines');
    delete from drafts where id = new.entity_id;
    ${enqueue};
  end`,
  },
  {
    name: 'outbox_requeued',
    sql: `create trigger outbox_requeued after update of sync_status, is_waiting on outbox
    when new.sync_status = 'pending' and new.is_waiting = 0
      and (old.sync_status = 'failed' or old.is_waiting = 1)
  begin
    ${enqueue};
  end`,
  },
] as const;

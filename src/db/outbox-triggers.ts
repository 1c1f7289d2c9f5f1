/**
 * What follows from a record in the outbox, in the same SQLite transaction and
 * without a further message to the database worker:
 *
 *   posted      ─► counter advanced, pending moves, what is owed, draft gone,
 *                  queue entry
 *   received    ─► its lots are there, as if made by an edit (also when imported)
 *   edited      ─► the master's row changed, queue entry (also when imported)
 *   imported    ─► queue entry: number and stock are those of the till that made it
 *   failed ─► pending, waiting ─► not waiting
 *               ─► a new queue entry at the tail (R10.1-3e, R10.1-5c)
 *   corrected   ─► its pending moves, and what is owed, are those of the new content
 *   received twice ─► its pending moves go: the goods came once (R13-9)
 *   synced      ─► what waited or failed for want of it is pending again, as
 *                  new; also where that is marked only afterwards
 *
 * So no command can forget one of them, and a record that is due has an entry
 * in PowerSync's CRUD queue.
 */
import { queueType } from '#schema/device-schema.ts';
import { documentKinds, entityTypes } from '#schema/document-kinds.ts';
import { linesPerRecord } from '#schema/local-tables.ts';
import { overlayTriggers } from './edit-overlay.ts';

const isEdit = `new.entity_type = 'master_update'`;
const enqueue = `insert into powersync_crud (op, id, type, data)
    values ('PUT', new.queue_id, '${queueType}', '{}')`;
const enqueueEdit = `insert into edit_overlay (queue_id, created_by, at, edit)
    values (new.queue_id, new.created_by, new.client_created_at, new.payload)`;

/**
 * A lot that came with a note can be sold at once, offline. It is an overlay
 * like an edit's: an entry each under the note's own queue id, and once nothing
 * is queued PowerSync makes of the row what the server says: the lot, or
 * nothing where the note was refused. Queued again, the note brings it back.
 */
const isReceived = `new.entity_type in ('grn', 'stock_transfer_receipt') and new.payload is not null`;
const addLots = `insert into edit_overlay (queue_id, created_by, at, edit)
      select new.queue_id, new.created_by, new.client_created_at, json_object('kind', 'create', 'table', 'stock_lots',
        'id', value ->> 'lot_id', 'location_id', new.location_id, 'columns', json_object('item_id', value ->> 'item_id',
          'batch_number', value ->> 'batch_number', 'expiry_date', value ->> 'expiry_date'))
      from json_each(new.payload, '$.lines')
      where value ->> 'lot_id' is not null
      group by value ->> 'lot_id'`;

/** As `requeued` of outbox-transition.ts. A parent that was closed releases nothing. */
const anew = `sync_status = 'pending', is_waiting = 0, retry_count = 0, answered_count = 0, next_retry_at = null,
      last_error = null, error_code = null, error_field = null, depends_on = null, is_kept = 0`;
const isPosted = (record: string) =>
  `${record}.sync_status = 'synced' and coalesce(${record}.warnings, '') not in ('["void"]', '["dismissed"]')`;

const isQueuedAnew = `new.sync_status = 'pending' and new.is_waiting = 0
      and (old.sync_status = 'failed' or old.is_waiting = 1)`;

const kindsThat = (...effects: readonly string[]) =>
  entityTypes.filter((type) => effects.includes(documentKinds[type].stock)).map((type) => `'${type}'`);
const isMoving = `new.entity_type not in (${kindsThat('none').join(', ')})`;

/** The kind gives the sign (as `domain/stock-moves.ts`); what is a return comes back, unless it was thrown away. */
const sign = `iif(new.entity_type in (${kindsThat('out').join(', ')})
      and new.payload ->> '$.kind' is not 'return', -1, 1)`;

const addMoves = `insert into pending_moves (id, document_id, item_id, lot_id, quantity_milli)
      select new.position * ${linesPerRecord} + key, new.entity_id, value ->> 'item_id', value ->> 'lot_id',
        (value ->> 'quantity_milli') * ${sign}
      from json_each(new.payload, '$.lines')
      where ${isMoving} and value ->> 'is_restocked' is not 0 and value ->> 'quantity_milli' <> 0`;
const ownMoves = `pending_moves
      where id >= new.position * ${linesPerRecord} and id < (new.position + 1) * ${linesPerRecord}`;

/** What a document makes a customer owe more, or less: of a sale the part that is on credit, of a return what is taken off. */
const addDebt = `insert into pending_debts (id, document_id, customer_id, amount_minor, due_date)
      select new.position, new.entity_id, new.payload ->> '$.customer_id',
        iif(new.payload ->> '$.kind' = 'return', -(value ->> 'amount_minor'), value ->> 'amount_minor'), value ->> 'due_date'
      from json_each(new.payload, '$.payments')
      where new.entity_type = 'sales_invoice' and value ->> 'method' = 'credit'
      union all
      select new.position, new.entity_id, new.payload ->> '$.customer_id', -(new.payload ->> '$.amount_minor'), null
      where new.entity_type = 'customer_payment'`;

export const outboxTriggers: readonly { readonly name: string; readonly sql: string }[] = [
  ...overlayTriggers,
  {
    name: 'outbox_posted',
    sql: `create trigger outbox_posted after insert on outbox
    when new.created_by is null and not ${isEdit}
  begin
    insert into document_counters (entity_type, last_sequence) values (new.entity_type, 1)
      on conflict (entity_type) do update set last_sequence = last_sequence + 1;
    ${addMoves};
    ${addDebt};
    delete from drafts where id = new.entity_id;
    ${enqueue};
  end`,
  },
  {
    name: 'outbox_imported',
    sql: `create trigger outbox_imported after insert on outbox
    when new.created_by is not null and not ${isEdit}
  begin
    ${enqueue};
  end`,
  },
  {
    name: 'outbox_requeued',
    sql: `create trigger outbox_requeued after update of sync_status, is_waiting on outbox
    when ${isQueuedAnew} and not ${isEdit}
  begin
    ${enqueue};
  end`,
  },
  {
    name: 'outbox_received',
    sql: `create trigger outbox_received after insert on outbox when ${isReceived} begin
    ${addLots};
  end`,
  },
  {
    name: 'outbox_received_anew',
    sql: `create trigger outbox_received_anew after update of sync_status, is_waiting on outbox
    when ${isQueuedAnew} and ${isReceived}
  begin
    ${addLots};
  end`,
  },
  {
    name: 'outbox_edited',
    sql: `create trigger outbox_edited after insert on outbox when ${isEdit} begin
    ${enqueueEdit};
  end`,
  },
  {
    name: 'outbox_edited_anew',
    sql: `create trigger outbox_edited_anew after update of sync_status, is_waiting on outbox
    when ${isQueuedAnew} and ${isEdit}
  begin
    ${enqueueEdit};
  end`,
  },
  {
    // What counts for nothing in stock here (booked, or made on another device) goes on doing so.
    name: 'outbox_corrected',
    sql: `create trigger outbox_corrected after update of payload on outbox
    when new.payload is not old.payload and new.payload is not null and exists (select 1 from ${ownMoves})
  begin
    delete from ${ownMoves};
    ${addMoves};
  end`,
  },
  {
    name: 'outbox_debt_corrected',
    sql: `create trigger outbox_debt_corrected after update of payload on outbox
    when new.payload is not old.payload and new.payload is not null
      and exists (select 1 from pending_debts where id = new.position)
  begin
    delete from pending_debts where id = new.position;
    ${addDebt};
  end`,
  },
  {
    // Another till received it first: that one's goods are in the balances.
    name: 'outbox_received_twice',
    sql: `create trigger outbox_received_twice after update of error_code on outbox
    when new.error_code = 'RVRCV' and new.sync_status = 'failed'
  begin
    delete from ${ownMoves};
  end`,
  },
  {
    name: 'outbox_parent_posted',
    sql: `create trigger outbox_parent_posted after update of sync_status on outbox
    when ${isPosted('new')} and old.sync_status <> 'synced'
  begin
    update outbox set ${anew}
    where depends_on = new.entity_id and (sync_status = 'failed' or is_waiting = 1);
  end`,
  },
  {
    name: 'outbox_parent_was_posted',
    sql: `create trigger outbox_parent_was_posted after update of depends_on on outbox
    when new.depends_on is not null and (new.sync_status = 'failed' or new.is_waiting = 1)
      and exists (select 1 from outbox p where p.entity_id = new.depends_on and ${isPosted('p')})
  begin
    update outbox set ${anew} where queue_id = new.queue_id;
  end`,
  },
];

/** While the file is on its way out: what would be written now would go with it. */
export const closeOutbox = `create trigger if not exists outbox_closed before insert on outbox
  begin select raise(abort, 'This till is being signed out in another tab.'); end`;
export const openOutbox = 'drop trigger if exists outbox_closed';

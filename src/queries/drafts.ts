/** What is not posted yet. */
import { sql } from 'kysely';
import type { Reader } from '#db/local-database.ts';
import type { EntityType } from '#schema/document-kinds.ts';

/** Last touched first. */
export function drafts(read: Reader, entityType: EntityType) {
  return read
    .selectFrom('drafts')
    .selectAll()
    .where('entity_type', '=', entityType)
    .orderBy('client_updated_at', 'desc');
}

const isReturn = sql<boolean>`payload ->> '$.kind' is 'return'`;

/** Of sales, parked or not: a cart does not say what it is. */
export function carts(read: Reader) {
  return drafts(read, 'sales_invoice').where(sql<boolean>`not (${isReturn})`);
}

export function returnDrafts(read: Reader) {
  return drafts(read, 'sales_invoice').where(isReturn);
}

/** The return of that sale that is being written; the last touched, should two tabs have begun one. */
export function returnDraftOf(read: Reader, saleId: string) {
  return returnDrafts(read)
    .where(sql<boolean>`payload ->> '$.original.id' = ${saleId}`)
    .limit(1);
}

/** What is given back for the sale that this cart will be. */
export function exchangeDraftOf(read: Reader, cartId: string) {
  return returnDrafts(read)
    .where(sql<boolean>`payload ->> '$.exchange.sale_id' = ${cartId}`)
    .limit(1);
}

/** The payment of that customer that is being written; the last touched, should two tabs have begun one. */
export function paymentDraftOf(read: Reader, customerId: string) {
  return drafts(read, 'customer_payment')
    .where(sql<boolean>`payload ->> '$.customer_id' = ${customerId}`)
    .limit(1);
}

/** Carts that wait under a name, the one parked last first. */
export function parkedCarts(read: Reader) {
  return carts(read).where(sql<boolean>`payload ->> '$.parked.name' is not null`);
}

/** At most one row. */
export function draftOf(read: Reader, id: string) {
  return read.selectFrom('drafts').selectAll().where('id', '=', id);
}

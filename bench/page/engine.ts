/** What each engine does with the same shop. Every write it answers is on the disk. */
import type { Cart } from '#domain/cart.ts';
import type { Numberless } from '#domain/sale.ts';
import type { SalePayload } from '#schema/documents/sale.ts';
import type { Shop } from './shop.ts';

export type EngineName = 'flux' | 'plain' | 'dexie';

/** A cart that is about to be paid, and the document that it becomes. */
export interface ReadySale {
  readonly cart: Cart;
  readonly payload: Numberless<SalePayload>;
}

export interface StockRow {
  readonly id: string;
  readonly name: string;
  readonly on_hand_milli: number;
  readonly pending_milli: number;
}

/** What a line of the result list shows that is not the same for all items of the bench. */
export interface Hit {
  readonly name: string;
  readonly on_hand_milli: number;
}

export interface Engine {
  readonly name: EngineName;
  open(): Promise<void>;
  load(shop: Shop): Promise<void>;
  /** Kept before the sale, so that posting has a draft to delete. */
  saveDraft(sale: ReadySale): Promise<void>;
  /** Answers the number that the sale got. */
  postSale(sale: ReadySale): Promise<string>;
  scan(cart: Cart, barcode: string): Promise<Cart>;
  /** The first twenty hits, by name. */
  search(text: string): Promise<readonly Hit[]>;
  stockPage(offset: number): Promise<readonly StockRow[]>;
}

export const pageSize = 50;
export const searchLimit = 20;

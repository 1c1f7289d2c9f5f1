/** What the page asks of the worker that holds plain SQLite: one message each way. */
import type { LoadStep } from './load-sql.ts';

export type PlainValue = string | number | null;

export interface SaleRows {
  readonly queue_id: string;
  readonly number_prefix: string;
  readonly total_minor: number;
  readonly at: string;
  readonly payload: { readonly id: string; readonly location_id: string; readonly device_id: string };
  readonly moves: readonly {
    readonly item_id: string;
    readonly quantity_milli: number;
  }[];
}

export type PlainRequest =
  | { readonly kind: 'open' }
  | { readonly kind: 'load'; readonly steps: readonly LoadStep[] }
  | { readonly kind: 'rows'; readonly sql: string; readonly bind: readonly PlainValue[] }
  | { readonly kind: 'run'; readonly sql: string; readonly bind: readonly PlainValue[] }
  | { readonly kind: 'sale'; readonly sale: SaleRows };

export interface PlainAnswer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

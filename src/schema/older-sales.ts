/** A sale that is too old to be on the device: the server says in which month it was, and the month is fetched. */
import * as z from 'zod';
import type { Online } from './online.ts';

export const olderSale = z.object({ id: z.guid(), business_month: z.string() });
export type OlderSale = z.infer<typeof olderSale>;

export interface OlderSalesPort {
  /** By the number on the paper; null where the server has none. */
  find(number: string): Promise<Online<OlderSale | null>>;
  /** Resolves once all documents of that month ('2026-01') are on the device, where they stay for a while. Rejects when it is aborted. */
  fetchMonth(month: string, signal: AbortSignal): Promise<void>;
}

/** Fetches the month of a sale that is no longer on the device, so that it can be read and taken back. */
import type { OlderSalesPort } from '#schema/older-sales.ts';
import { refused, type Refused } from '#domain/refusal.ts';
import { refusalOf } from './ask-server.ts';

export type OlderSaleFound = { readonly kind: 'here'; readonly id: string } | { readonly kind: 'nowhere' };

export async function findOlderSale(
  port: OlderSalesPort,
  number: string,
  /** The month that is fetched now. */
  onFetching: (month: string) => void,
  signal: AbortSignal,
): Promise<OlderSaleFound | Refused> {
  const answer = await port.find(number);
  if (answer.kind !== 'done') return refused(refusalOf(answer));
  if (answer.value === null) return { kind: 'nowhere' };
  const { id, business_month } = answer.value;
  onFetching(business_month);
  await port.fetchMonth(business_month, signal);
  return { kind: 'here', id };
}

/** What was sold comes back, all in one way. */
import { postReturn } from '#commands/post-return.ts';
import { refundTotal, type Refund } from '#domain/sale-return.ts';
import { saleToReturn } from '#queries/sale-to-return.ts';
import { settings } from '#queries/settings.ts';
import { newId } from '#schema/new-id.ts';
import type { Device } from './device.ts';

type Opened = Parameters<typeof opensReturn>;

export async function takeBack(...opened: Opened) {
  const post = await opensReturn(...opened);
  return post();
}

/** As a screen has it open: each call posts what was read then, as another return. */
export async function opensReturn(
  { till }: Device,
  saleId: string,
  pieces: number,
  isRestocked = true,
  method: Refund['method'] = 'cash',
) {
  const sale = await saleToReturn(till.db.read, saleId);
  const current = await settings(till.db.read).executeTakeFirstOrThrow();
  if (!sale) throw new Error('There is no such sale here.');
  const lines = sale.lines.slice(0, 1).map((line) => ({ line, quantity_milli: pieces * 1000, isRestocked }));
  const refunds = [{ method, amount_minor: refundTotal(lines, sale), reference: '' }];
  return () =>
    postReturn(till, {
      saleReturn: { id: newId(), original: sale, lines, refunds, note: '' },
      settings: current,
    });
}

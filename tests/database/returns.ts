/** Returns of what a test shop sold. */
import { saleOf, type Shop, type TestRecord } from './world.ts';

const uuid = (): string => crypto.randomUUID();

interface ReturnedInput {
  /** Index of the line of the sale. */
  line?: number;
  quantity_milli?: number;
  is_restocked?: 0 | 1;
  [field: string]: unknown;
}

/** What was sold comes back, all of it unless told, for cash; `header` and lines may spoil it. */
export function returnOf(
  shop: Shop,
  sale: TestRecord,
  lines: readonly ReturnedInput[] = [{}],
  header: Record<string, unknown> = {},
) {
  const sold = sale.payload['lines'] as readonly Record<string, number>[];
  const made = lines.map(({ line = 0, is_restocked = 1, ...rest }, n) => {
    const of = sold[line]!;
    const quantity = rest.quantity_milli ?? of['quantity_milli']!;
    const gross = Math.round((of['price_minor']! * quantity) / 1000);
    const amount = Math.floor((of['amount_minor']! * quantity) / of['quantity_milli']!);
    return {
      ...of,
      id: uuid(),
      line_no: n + 1,
      original_line_id: of['id'],
      is_restocked,
      quantity_milli: quantity,
      discount_minor: gross - amount,
      amount_minor: amount,
      // Its share of what was paid; without a receipt it is worked out anew.
      tax_minor:
        rest['original_line_id'] === null
          ? Math.round((amount * 150000) / 1150000)
          : Math.floor((of['tax_minor']! * quantity) / of['quantity_milli']!),
      ...rest,
    };
  });
  const of = (field: 'amount_minor' | 'discount_minor' | 'tax_minor') =>
    made.reduce((sum, line) => sum + line[field], 0);
  const total = of('amount_minor');
  const [payment] = (saleOf(shop).payload['payments'] as object[]).map((one) => ({
    ...one,
    amount_minor: total,
    tendered_minor: total,
  }));
  return saleOf(shop, [{}], {
    kind: 'return',
    customer_id: sale.payload['customer_id'],
    original_id: sale.entity_id,
    subtotal_minor: total + of('discount_minor'),
    discount_minor: of('discount_minor'),
    tax_minor: of('tax_minor'),
    total_minor: total,
    lines: made,
    payments: [payment],
    ...header,
  });
}

/** All of it is taken off what the customer owes. */
export function onAccount(record: TestRecord): TestRecord {
  const { payments, business_date } = record.payload as { payments: object[]; business_date: string };
  record.payload['payments'] = [{ ...payments[0], method: 'credit', due_date: business_date }];
  return record;
}

/** What is given back, and the sale that it is given for: each names the other. */
export function exchange(
  back: TestRecord,
  taken: TestRecord,
): readonly [back: TestRecord, taken: TestRecord] {
  back.payload['exchange_id'] = taken.entity_id;
  taken.payload['exchange_id'] = back.entity_id;
  return [back, taken];
}

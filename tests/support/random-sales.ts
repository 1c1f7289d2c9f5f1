/** Sales and returns of some months, as a device keeps them: some in the books, some yet to be sent. */
import type { CommonPowerSyncDatabase } from '@powersync/common';
import { voidWarning } from '#schema/document-state.ts';

const dayMs = 86_400_000;

export interface MadeLine {
  readonly id: string;
  readonly item_id: string;
  readonly item_name: string;
  readonly quantity_milli: number;
  readonly amount_minor: number;
  readonly tax_minor: number;
  readonly discount_minor: number;
  readonly tax_rate_ppm: number;
  readonly is_restocked: 0 | 1 | null;
  /** Of the move that it made, as the ledger has it; null where it made none. */
  readonly value_minor: number | null;
}

export interface MadeSale {
  readonly id: string;
  readonly kind: 'sale' | 'return';
  readonly business_date: string;
  readonly client_created_at: string;
  readonly cashier_id: string;
  readonly customer_id: string;
  readonly tax_mode: 'inclusive' | 'exclusive';
  readonly lines: readonly MadeLine[];
  readonly payments: readonly { method: string; amount_minor: number; rounding_minor: number }[];
  /** 'arriving': the server's row is here and the record is not settled yet. */
  readonly state: 'posted' | 'arriving' | 'pending' | 'failed' | 'void';
}

export interface RandomSalesOptions {
  readonly count: number;
  readonly items: readonly { id: string; name: string }[];
  readonly cashiers: readonly string[];
  readonly fromMs: number;
  readonly days: number;
  /** The day of a moment, by the shop's clock. */
  readonly dateOf: (atMs: number) => string;
}

/** The same for the same seed. */
export function randomSales(seed: number, options: RandomSalesOptions): readonly MadeSale[] {
  let state = seed;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const among = <T>(list: readonly T[]): T => list[random(list.length)]!;
  const line = (kind: MadeSale['kind']): MadeLine => {
    const item = among(options.items);
    const amount_minor = random(5000);
    const is_restocked = kind === 'return' ? among([0, 1] as const) : null;
    const value = 1 + random(2000);
    const moved = kind === 'return' ? value : -value;
    return {
      id: crypto.randomUUID(),
      item_id: item.id,
      item_name: item.name,
      quantity_milli: 1 + random(4000),
      amount_minor,
      tax_minor: random(amount_minor / 5 + 1),
      discount_minor: random(4) === 0 ? random(300) : 0,
      tax_rate_ppm: among([0, 50_000, 190_000]),
      is_restocked,
      value_minor: is_restocked === 0 ? null : moved,
    };
  };
  const states = ['posted', 'posted', 'posted', 'posted', 'arriving', 'pending', 'failed', 'void'] as const;
  return Array.from({ length: options.count }, () => {
    const at = options.fromMs + random(options.days * dayMs);
    const kind = random(6) === 0 ? ('return' as const) : ('sale' as const);
    return {
      id: crypto.randomUUID(),
      kind,
      business_date: options.dateOf(at),
      client_created_at: new Date(at).toISOString(),
      cashier_id: among(options.cashiers),
      customer_id: 'somebody',
      tax_mode: among(['inclusive', 'exclusive'] as const),
      lines: Array.from({ length: 1 + random(4) }, () => line(kind)),
      payments: Array.from({ length: 1 + random(2) }, (_, nth) => ({
        // One part on credit, at most.
        method: among(nth === 0 ? ['cash', 'card', 'credit'] : ['cash', 'card']),
        amount_minor: random(9000),
        rounding_minor: random(5) - 2,
      })),
      state: among(states),
    };
  });
}

/** Writes them as sync and posting leave them; the moves of `withoutLedger` ('YYYY-MM') are not here. */
export async function keepSales(
  power: CommonPowerSyncDatabase,
  sales: readonly MadeSale[],
  withoutLedger: string,
): Promise<void> {
  const json = JSON.stringify(sales);
  const inBooks = `s.value ->> 'state' in ('posted', 'arriving')`;
  await power.writeTransaction(async (tx) => {
    await tx.execute(
      `insert into sales_invoices (id, kind, business_date, client_created_at, cashier_id, tax_mode)
       select s.value ->> 'id', s.value ->> 'kind', s.value ->> 'business_date', s.value ->> 'client_created_at',
         s.value ->> 'cashier_id', s.value ->> 'tax_mode' from json_each(?) s where ${inBooks}`,
      [json],
    );
    await tx.execute(
      `insert into sales_invoice_lines (id, invoice_id, item_id, item_name, quantity_milli, amount_minor, tax_minor,
         discount_minor, tax_rate_ppm, is_restocked)
       select l.value ->> 'id', s.value ->> 'id', l.value ->> 'item_id', l.value ->> 'item_name',
         l.value ->> 'quantity_milli', l.value ->> 'amount_minor', l.value ->> 'tax_minor',
         l.value ->> 'discount_minor', l.value ->> 'tax_rate_ppm', l.value ->> 'is_restocked'
       from json_each(?) s, json_each(s.value, '$.lines') l where ${inBooks}`,
      [json],
    );
    await tx.execute(
      `insert into sales_invoice_payments (id, invoice_id, method, amount_minor, rounding_minor)
       select s.value ->> 'id' || '-' || y.key, s.value ->> 'id', y.value ->> 'method', y.value ->> 'amount_minor',
         y.value ->> 'rounding_minor'
       from json_each(?) s, json_each(s.value, '$.payments') y where ${inBooks}`,
      [json],
    );
    await tx.execute(
      `insert into stock_moves (id, document_id, value_minor)
       select l.value ->> 'id', s.value ->> 'id', l.value ->> 'value_minor'
       from json_each(?) s, json_each(s.value, '$.lines') l
       where ${inBooks} and l.value ->> 'value_minor' is not null and substr(s.value ->> 'business_date', 1, 7) <> ?`,
      [json, withoutLedger],
    );
    await tx.execute(
      `insert into outbox (queue_id, entity_type, entity_id, location_id, device_id, number, payload, client_created_at,
         client_updated_at, sync_status, warnings)
       select s.value ->> 'id', 'sales_invoice', s.value ->> 'id', '', '', '', s.value, s.value ->> 'client_created_at', '',
         case s.value ->> 'state' when 'pending' then 'pending' when 'failed' then 'failed' else 'synced' end,
         iif(s.value ->> 'state' = 'void', ?, null)
       from json_each(?) s where s.value ->> 'state' <> 'posted'`,
      [voidWarning, json],
    );
  });
}

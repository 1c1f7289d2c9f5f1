/** Sales and returns of some months, as a device keeps them: some in the books, some yet to be sent. */
import type { CommonPowerSyncDatabase, Transaction } from '@powersync/common';
import type { EntityType } from '#schema/document-kinds.ts';
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
  readonly price_minor: number;
  readonly list_price_minor: number;
  readonly tax_rate_ppm: number;
  readonly is_restocked: 0 | 1 | null;
  /** Of the move that it made, as the ledger has it; null where it made none. */
  readonly value_minor: number | null;
}

export interface MadePayment {
  readonly method: string;
  readonly amount_minor: number;
  readonly rounding_minor: number;
  readonly tendered_minor: number;
  readonly change_minor: number;
}

export interface MadeSale {
  readonly id: string;
  readonly kind: 'sale' | 'return';
  readonly number: string;
  readonly device_id: string;
  readonly original_id: string | null;
  readonly note: string;
  readonly approved_by: string | null;
  readonly approved_for: readonly string[];
  readonly approval_reason: string;
  readonly flags: readonly string[];
  readonly business_date: string;
  readonly client_created_at: string;
  readonly cashier_id: string;
  readonly customer_id: string;
  readonly tax_mode: 'inclusive' | 'exclusive';
  readonly lines: readonly MadeLine[];
  readonly payments: readonly MadePayment[];
  /** 'arriving': the server's row is here and the record is not settled yet. */
  readonly state: 'posted' | 'arriving' | 'pending' | 'failed' | 'void';
}

export interface RandomSalesOptions {
  readonly count: number;
  readonly items: readonly { id: string; name: string }[];
  readonly cashiers: readonly string[];
  readonly customers?: readonly string[];
  readonly devices?: readonly string[];
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
      price_minor: 500,
      list_price_minor: among([500, 500, 500, 650, 445]),
      tax_rate_ppm: among([0, 50_000, 190_000]),
      is_restocked,
      value_minor: is_restocked === 0 ? null : moved,
    };
  };
  const states = ['posted', 'posted', 'posted', 'posted', 'arriving', 'pending', 'failed', 'void'] as const;
  const { customers = ['somebody'], devices = ['till'] } = options;
  return Array.from({ length: options.count }, (_, nth) => {
    const at = options.fromMs + random(options.days * dayMs);
    const kind = random(6) === 0 ? ('return' as const) : ('sale' as const);
    return {
      id: crypto.randomUUID(),
      kind,
      number: `KL1-S-${String(nth + 1).padStart(6, '0')}`,
      device_id: among(devices),
      original_id: kind === 'return' && random(3) > 0 ? 'a sale' : null,
      note: kind === 'return' ? among(['', 'Sour', ' Too small ', 'Sour']) : 'As a gift',
      approved_by: among([null, 'ann']),
      approved_for: among([[], ['price'], ['discount', 'credit'], ['stock']]),
      approval_reason: among(['', 'Regular', 'On the shelf']),
      flags: among([
        [],
        [],
        ['negative_stock'],
        ['discounted', 'approved'],
        ['price_unapproved', 'clock_ahead'],
      ]),
      business_date: options.dateOf(at),
      client_created_at: new Date(at).toISOString(),
      cashier_id: among(options.cashiers),
      customer_id: among(customers),
      tax_mode: among(['inclusive', 'exclusive'] as const),
      lines: Array.from({ length: 1 + random(4) }, () => line(kind)),
      // One part on credit, at most.
      payments: Array.from({ length: 1 + random(2) }, (__, part) => ({
        method: among(part === 0 ? ['cash', 'card', 'credit'] : ['cash', 'card']),
        amount_minor: 1 + random(9000),
        rounding_minor: random(5) - 2,
        tendered_minor: 9000 + random(500),
        change_minor: random(9000),
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
      `insert into sales_invoices (id, kind, business_date, client_created_at, cashier_id, tax_mode, invoice_number,
         printed_number, device_id, customer_id, original_id, note, approved_by, approved_for, approval_reason, flags)
       select s.value ->> 'id', s.value ->> 'kind', s.value ->> 'business_date', s.value ->> 'client_created_at',
         s.value ->> 'cashier_id', s.value ->> 'tax_mode', s.value ->> 'number', s.value ->> 'number', s.value ->> 'device_id',
         s.value ->> 'customer_id', s.value ->> 'original_id', s.value ->> 'note', s.value ->> 'approved_by',
         s.value -> 'approved_for', s.value ->> 'approval_reason', s.value -> 'flags'
       from json_each(?) s where ${inBooks}`,
      [json],
    );
    await tx.execute(
      `insert into sales_invoice_lines (id, invoice_id, item_id, item_name, quantity_milli, amount_minor, tax_minor,
         discount_minor, tax_rate_ppm, is_restocked, price_minor, list_price_minor)
       select l.value ->> 'id', s.value ->> 'id', l.value ->> 'item_id', l.value ->> 'item_name',
         l.value ->> 'quantity_milli', l.value ->> 'amount_minor', l.value ->> 'tax_minor',
         l.value ->> 'discount_minor', l.value ->> 'tax_rate_ppm', l.value ->> 'is_restocked', l.value ->> 'price_minor',
         l.value ->> 'list_price_minor'
       from json_each(?) s, json_each(s.value, '$.lines') l where ${inBooks}`,
      [json],
    );
    await tx.execute(
      `insert into sales_invoice_payments (id, invoice_id, method, amount_minor, rounding_minor, tendered_minor, change_minor)
       select s.value ->> 'id' || '-' || y.key, s.value ->> 'id', y.value ->> 'method', y.value ->> 'amount_minor',
         y.value ->> 'rounding_minor', y.value ->> 'tendered_minor', y.value ->> 'change_minor'
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
    await keepRecords(tx, 'sales_invoice', sales);
  });
}

interface MadeDocument {
  readonly id: string;
  readonly state: MadeSale['state'];
}

/** What a device keeps of them beside the server's rows: records, and answers to those that it has been told of. */
export async function keepRecords(
  tx: Pick<Transaction, 'execute'>,
  entityType: EntityType,
  documents: readonly MadeDocument[],
): Promise<void> {
  const json = JSON.stringify(documents);
  await tx.execute(
    `insert into outbox (queue_id, entity_type, entity_id, location_id, device_id, number, payload, client_created_at,
       client_updated_at, sync_status, warnings)
     select s.value ->> 'id', ?, s.value ->> 'id', '', coalesce(s.value ->> 'device_id', ''), coalesce(s.value ->> 'number', ''),
       s.value, s.value ->> 'client_created_at', '',
       case s.value ->> 'state' when 'pending' then 'pending' when 'failed' then 'failed' else 'synced' end,
       case s.value ->> 'state' when 'void' then ? when 'pending' then nullif(s.value -> 'flags', '[]') end
     from json_each(?) s where s.value ->> 'state' <> 'posted'`,
    [entityType, voidWarning, json],
  );
  await tx.execute(
    `insert into document_outcomes (id, entity_type, outcome)
     select s.value ->> 'id', ?, iif(s.value ->> 'state' = 'void', 'void', 'posted')
     from json_each(?) s where s.value ->> 'state' in ('void', 'arriving')`,
    [entityType, json],
  );
}

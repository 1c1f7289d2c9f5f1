/** Payments of customers, notes of goods received and closed shifts, as a device keeps them: some in the books, some yet to be sent. */
import type { CommonPowerSyncDatabase } from '@powersync/common';
import { keepRecords, type MadeSale } from './random-sales.ts';

const dayMs = 86_400_000;

interface Made {
  readonly id: string;
  readonly number: string;
  readonly device_id: string;
  readonly business_date: string;
  readonly client_created_at: string;
  readonly cashier_id: string;
  readonly flags: readonly string[];
  readonly state: MadeSale['state'];
}

export interface MadeDebtPayment extends Made {
  readonly customer_id: string;
  readonly method: 'cash' | 'card';
  readonly amount_minor: number;
  readonly tendered_minor: number;
  readonly change_minor: number;
}

export interface MadeNote extends Made {
  readonly supplier_id: string | null;
  readonly lines: readonly {
    readonly id: string;
    readonly line_no: number;
    readonly item_id: string;
    readonly item_name: string;
    readonly quantity_milli: number;
    readonly unit_cost_minor: number;
    readonly amount_minor: number;
  }[];
}

export interface MadeShift extends Made {
  readonly opened_by: string;
  readonly opened_at: string;
  readonly closed_at: string;
  readonly expected_minor: number;
  readonly counted_minor: number;
  readonly variance_minor: number;
  readonly booked_cash_minor: number;
  readonly tenders: readonly {
    readonly id: string;
    readonly method: string;
    readonly amount_minor: number;
  }[];
  readonly sources: readonly {
    readonly id: string;
    readonly entity_type: string;
    readonly last_sequence: number;
    readonly unposted_count: number;
    readonly unposted_numbers: string;
  }[];
}

export interface RandomMoneyOptions {
  readonly items: readonly { id: string; name: string }[];
  readonly suppliers: readonly (string | null)[];
  readonly customers: readonly string[];
  readonly devices: readonly string[];
  readonly cashiers: readonly string[];
  readonly fromMs: number;
  readonly days: number;
  readonly dateOf: (atMs: number) => string;
}

export interface MadeMoney {
  readonly payments: readonly MadeDebtPayment[];
  readonly notes: readonly MadeNote[];
  readonly shifts: readonly MadeShift[];
}

const states = ['posted', 'posted', 'posted', 'arriving', 'pending', 'failed', 'void'] as const;

/** The same for the same seed. */
export function randomMoney(seed: number, options: RandomMoneyOptions): MadeMoney {
  let state = seed;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const among = <T>(list: readonly T[]): T => list[random(list.length)]!;
  const made = (letter: string, nth: number): Made => {
    const at = options.fromMs + random(options.days * dayMs);
    return {
      id: crypto.randomUUID(),
      number: `KL1-${letter}-${String(nth + 1).padStart(6, '0')}`,
      device_id: among(options.devices),
      business_date: options.dateOf(at),
      client_created_at: new Date(at).toISOString(),
      cashier_id: among(options.cashiers),
      flags: among([[], ['drawer_differs'], ['negative_stock', 'clock_ahead']]),
      state: among(states),
    };
  };
  const many = <T>(count: number, make: (nth: number) => T) =>
    Array.from({ length: count }, (_, nth) => make(nth));
  const payment = (nth: number): MadeDebtPayment => ({
    ...made('P', nth),
    customer_id: among(options.customers),
    method: among(['cash', 'card']),
    amount_minor: 1 + random(2500),
    tendered_minor: 9000,
    change_minor: random(500),
  });
  const note = (nth: number): MadeNote => ({
    ...made('G', nth),
    supplier_id: among(options.suppliers),
    lines: many(1 + random(3), (index) => {
      const item = among(options.items);
      return {
        id: crypto.randomUUID(),
        line_no: index + 1,
        item_id: item.id,
        item_name: item.name,
        quantity_milli: 1000 * (1 + random(40)),
        unit_cost_minor: 80 + random(60),
        amount_minor: random(5000),
      };
    }),
  });
  const shift = (nth: number): MadeShift => {
    const header = made('Z', nth);
    const variance_minor = among([0, 0, -random(500), random(300)]);
    return {
      ...header,
      opened_by: among(options.cashiers),
      opened_at: header.client_created_at,
      closed_at: header.client_created_at,
      expected_minor: 10_000,
      counted_minor: 10_000 + variance_minor,
      variance_minor,
      booked_cash_minor: 8000,
      tenders: ['cash', 'card'].map((method) => ({
        id: crypto.randomUUID(),
        method,
        amount_minor: random(9000),
      })),
      sources: [
        { entity_type: 'sales_invoice', last_sequence: random(600) },
        { entity_type: 'customer_payment', last_sequence: random(60) },
      ].map((source) => ({
        id: crypto.randomUUID(),
        ...source,
        unposted_count: random(2),
        unposted_numbers: among(['', 'KL1-S-1']),
      })),
    };
  };
  return { payments: many(150, payment), notes: many(90, note), shifts: many(40, shift) };
}

const header = [
  'id',
  'device_id',
  'business_date',
  'client_created_at',
  'cashier_id',
  'flags',
  'printed_number',
];
const books: readonly {
  readonly table: string;
  readonly of: keyof MadeMoney;
  readonly list?: string;
  readonly parent?: string;
  readonly columns: readonly string[];
}[] = [
  {
    table: 'customer_payments',
    of: 'payments',
    columns: [
      ...header,
      'payment_number',
      'customer_id',
      'method',
      'amount_minor',
      'tendered_minor',
      'change_minor',
    ],
  },
  { table: 'grns', of: 'notes', columns: [...header, 'grn_number', 'supplier_id'] },
  {
    table: 'grn_lines',
    of: 'notes',
    list: 'lines',
    parent: 'grn_id',
    columns: ['id', 'line_no', 'item_id', 'item_name', 'quantity_milli', 'unit_cost_minor', 'amount_minor'],
  },
  {
    table: 'shifts',
    of: 'shifts',
    columns: [
      ...header,
      'shift_number',
      'opened_by',
      'opened_at',
      'closed_at',
      'expected_minor',
      'counted_minor',
      'variance_minor',
      'booked_cash_minor',
    ],
  },
  {
    table: 'shift_tenders',
    of: 'shifts',
    list: 'tenders',
    parent: 'shift_id',
    columns: ['id', 'method', 'amount_minor'],
  },
  {
    table: 'shift_sources',
    of: 'shifts',
    list: 'sources',
    parent: 'shift_id',
    columns: ['id', 'entity_type', 'last_sequence', 'unposted_count', 'unposted_numbers'],
  },
];
const kinds = { payments: 'customer_payment', notes: 'grn', shifts: 'shift' } as const;

/** Writes them as sync and posting leave them. */
export async function keepMoney(power: CommonPowerSyncDatabase, money: MadeMoney): Promise<void> {
  await power.writeTransaction(async (tx) => {
    for (const { table, of, list, parent, columns } of books) {
      const row = list ? 'l' : 's';
      const valueOf = (name: string) => {
        if (name === 'flags') return `${row}.value -> '$.flags'`;
        return `${row}.value ->> '$.${name.endsWith('_number') && name !== 'unposted_numbers' ? 'number' : name}'`;
      };
      await tx.execute(
        `insert into ${table} (${[...(parent ? [parent] : []), ...columns].join(', ')})
         select ${[...(parent ? [`s.value ->> '$.id'`] : []), ...columns.map(valueOf)].join(', ')}
         from json_each(?) s ${list ? `, json_each(s.value, '$.${list}') l` : ''}
         where s.value ->> 'state' in ('posted', 'arriving')`,
        [JSON.stringify(money[of])],
      );
    }
    for (const of of ['payments', 'notes', 'shifts'] as const) await keepRecords(tx, kinds[of], money[of]);
  });
}

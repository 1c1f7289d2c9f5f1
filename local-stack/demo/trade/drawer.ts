/** The drawer of a till of the demo, counted and closed. */
import { owner } from '#stack/demo/people.ts';
import { numbered, type Book, type PushRecord, type When } from './book.ts';
import { cashOf } from './money.ts';

const floatMinor = 15_000;
const takenOutMinor = 2_000;
const denominations = [5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5] as const;

/** Over all that its till has made so far; what is counted is less than it should be by `shortMinor`. */
export function closedShift(
  book: Book,
  name: string,
  when: When,
  {
    made,
    opened,
    shortMinor,
    note,
  }: {
    made: readonly PushRecord[];
    opened: When;
    shortMinor: number;
    note: string;
  },
): PushRecord {
  const taken = made.filter(({ entity_type }) => ['sales_invoice', 'customer_payment'].includes(entity_type));
  const tenders = tendersOf(taken);
  const cash = tenders.find(({ method }) => method === 'cash')?.amount_minor ?? 0;
  const expected_minor = floatMinor + cash - takenOutMinor;
  const counted_minor = expected_minor - shortMinor;
  const at = book.at(when);
  const sources = (['sales_invoice', 'customer_payment'] as const).map((entity_type) => {
    const own = taken.filter((one) => one.entity_type === entity_type);
    return {
      entity_type,
      after_sequence: 0,
      last_sequence: book.lastOf(entity_type),
      document_count: own.length,
      total_minor: own.reduce((sum, one) => sum + totalOf(one), 0),
      unposted_count: 0,
      unposted_minor: 0,
      unposted_numbers: '',
    };
  });
  const movement = { direction: 'out', amount_minor: takenOutMinor, reason: 'Window cleaner', moved_at: at };
  return book.record(['shift', 'shift_number', 'Z'], name, when, {
    opened_at: book.at(opened),
    opened_by: owner.id,
    closed_at: at,
    currency: 'EUR',
    float_minor: floatMinor,
    expected_minor,
    counted_minor,
    variance_minor: -shortMinor,
    recount_count: 0,
    note,
    sources: numbered(`${name} source`, sources),
    tenders: numbered(`${name} tender`, tenders),
    movements: numbered(`${name} movement`, [{ ...movement, cashier_id: owner.id }]),
    counts: numbered(`${name} count`, countsOf(counted_minor)),
  });
}

interface Payment {
  readonly method: string;
  readonly tendered_minor: number;
  readonly change_minor: number;
}

function paymentsOf({ payload }: PushRecord): readonly Payment[] {
  return (payload['payments'] ?? [payload]) as readonly Payment[];
}

function tendersOf(taken: readonly PushRecord[]) {
  return (['card', 'cash', 'credit'] as const).flatMap((method) => {
    const by = taken.filter((one) => paymentsOf(one)[0]?.method === method);
    const amounts = by.map((one) => (method === 'cash' ? cashOf(one) : totalOf(one)));
    const amount_minor = amounts.reduce((sum, amount) => sum + amount, 0);
    return by.length === 0 ? [] : [{ method, payment_count: by.length, amount_minor }];
  });
}

/** What is paid back is less. */
function totalOf({ payload }: PushRecord): number {
  const total = (payload['total_minor'] ?? payload['amount_minor']) as number;
  return payload['kind'] === 'return' ? -total : total;
}

/** As few notes and coins as make up a sum. */
function countsOf(minor: number) {
  let left = minor;
  return denominations.flatMap((denomination_minor) => {
    const pieces = Math.floor(left / denomination_minor);
    left -= pieces * denomination_minor;
    return pieces === 0 ? [] : [{ denomination_minor, pieces, amount_minor: denomination_minor * pieces }];
  });
}

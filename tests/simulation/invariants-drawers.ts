/** The cash of a drawer: a till has one, and what its shift says came in is what its documents say. */
import type { ShiftPayload } from '#schema/documents/shift.ts';
import type { World } from './world.ts';

interface Cash {
  readonly device_id: string;
  readonly entity_type: string;
  readonly number: string;
  readonly cash_minor: number;
}

const booked = `
  select i.device_id, 'sales_invoice' as entity_type, i.printed_number as number,
    case i.kind when 'return' then -1 else 1 end * (y.tendered_minor - y.change_minor)::int as cash_minor
  from public.sales_invoices i join public.sales_invoice_payments y on y.invoice_id = i.id and y.method = 'cash'
  union all
  select device_id, 'customer_payment', printed_number, (tendered_minor - change_minor)::int
  from public.customer_payments where method = 'cash'`;

/** What the server said no to: its money has changed hands all the same. */
const refused = `
  select o.device_id, o.entity_type, o.number,
    iif(o.payload ->> 'kind' = 'return', -1, 1) * ((y.value ->> 'tendered_minor') - (y.value ->> 'change_minor')) as cash_minor
  from outbox o, json_each(coalesce(o.payload -> 'payments', json_array(json(o.payload)))) y
  where o.sync_status = 'failed' and o.entity_type in ('sales_invoice', 'customer_payment') and y.value ->> 'method' = 'cash'`;

export async function drawerFaults({ devices, server, told, exclusions }: World): Promise<string[]> {
  const faults: string[] = [];
  const cash = [
    ...(await server.postgres.rows<Cash>(booked)),
    ...devices.flatMap((device) => device.look<Cash>(refused)),
  ];
  for (const device of devices) {
    const open = device.look(`select id from drafts where entity_type = 'shift'`);
    if (open.length > 1) faults.push(`I14 ${device.name} has ${open.length} open drawers`);
  }
  for (const { number, payload, device } of told.values()) {
    // Who is no member for a while is told nothing meanwhile, not of their own sales either.
    const isOut = exclusions.some(({ userId }) => userId === device.person.id);
    if (!number.startsWith('Z-') || isOut) continue;
    const shift = JSON.parse(payload) as ShiftPayload;
    const said = shift.tenders.find(({ method }) => method === 'cash')?.amount_minor ?? 0;
    const is = cash
      .filter((one) => isCovered(shift, one))
      .reduce((sum, { cash_minor }) => sum + cash_minor, 0);
    if (said !== is) faults.push(`I14 ${number} says that ${said} came in, its documents say ${is}`);
  }
  return faults;
}

function isCovered({ device_id, sources }: ShiftPayload, document: Cash): boolean {
  const sequence = Number(document.number.split('-').at(-1));
  return sources.some(
    ({ entity_type, after_sequence, last_sequence }) =>
      device_id === document.device_id &&
      entity_type === document.entity_type &&
      sequence > after_sequence &&
      sequence <= last_sequence,
  );
}

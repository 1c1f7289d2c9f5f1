/** Another location of the company, without tills of the run: goods come from it, and can be sent to it. */
import type { Server } from './server.ts';

/** How many transfers are on their way to the shop from the start. */
const sentFromDepot = 6;
/** What its lot of milk is at the shop too. */
const batch = { batch_number: 'D1', expiry_date: '2199-12-31' };

/** In its own items, which have the barcodes of the shop's. */
export async function foundDepot(server: Server, shopId: string): Promise<void> {
  const [id, by, device] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
  const [category, unit, tax, rice, milk, lot] = Array.from({ length: 6 }, () => crypto.randomUUID());
  await server.change(`
    insert into auth.users (id, email) values ('${by}', 'depot@flux.test');
    insert into public.locations (id, location_id, name, code, kind, created_by)
      values ('${id}', '${id}', 'Depot', 'DP1', 'warehouse', '${by}');
    insert into public.location_members (location_id, user_id, role, display_name, created_by)
      values ('${id}', '${by}', 'manager', 'Depot', '${by}');
    insert into public.location_settings (location_id, created_by) values ('${id}', '${by}');
    insert into public.devices (id, location_id, code, name, created_by) values ('${device}', '${id}', '01', 'Gate', '${by}');
    insert into public.categories (id, location_id, name, created_by) values ('${category}', '${id}', 'Food', '${by}');
    insert into public.units (id, location_id, name, symbol, created_by) values ('${unit}', '${id}', 'piece', 'pc', '${by}');
    insert into public.tax_rates (id, location_id, name, rate_ppm, created_by) values ('${tax}', '${id}', 'VAT', 150000, '${by}');
    insert into public.items (id, location_id, name, barcode, category_id, unit_id, tax_rate_id, price_minor, cost_minor, is_batch_tracked, created_by)
      values ('${rice}', '${id}', 'Rice', '4006381333931', '${category}', '${unit}', '${tax}', 250, 90, false, '${by}'),
        ('${milk}', '${id}', 'Milk', '4006381333948', '${category}', '${unit}', '${tax}', 400, 190, true, '${by}');
    insert into public.stock_lots (id, location_id, item_id, batch_number, expiry_date, created_by)
      values ('${lot}', '${id}', '${milk}', '${batch.batch_number}', '${batch.expiry_date}', '${by}')`);
  const at = new Date().toISOString();
  const made = { location_id: id, device_id: device, client_created_at: at, client_updated_at: at };
  const line = (item_id: string, n: number, more: object) => ({
    id: crypto.randomUUID(),
    line_no: n,
    item_id,
    lot_id: null,
    unit_symbol: 'pc',
    quantity_milli: n * 1000,
    ...more,
  });
  const records = Array.from({ length: sentFromDepot }, (_, n) => {
    const transferId = crypto.randomUUID();
    const payload = {
      ...made,
      id: transferId,
      transfer_number: `T-DP1-01-00000${n + 1}`,
      from_location_id: id,
      to_location_id: shopId,
      cashier_id: by,
      business_date: at.slice(0, 10),
      lines: [
        line(rice!, 1, { item_name: 'Rice' }),
        line(milk!, 2, { item_name: 'Milk', lot_id: lot, ...batch }),
      ],
    };
    const queue_id = crypto.randomUUID();
    return { ...made, v: 1, queue_id, entity_type: 'stock_transfer', entity_id: transferId, payload };
  });
  await server.change(`
    begin;
    select set_config('request.jwt.claims', '${JSON.stringify({ sub: by, role: 'authenticated' })}', true);
    select public.push('${JSON.stringify(records)}');
    commit`);
}

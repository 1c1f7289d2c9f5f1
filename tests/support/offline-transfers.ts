/** The line of docs/offline.md about transfers, done on a device whose server is gone. */
import type { Hands } from './offline-hands.ts';
import { scan } from './scanner.ts';
import { see } from './see.ts';
import { goods, sql, type Good } from './server-side.ts';
import { expectPending, go } from './till-page.ts';

const number = 'T-WH-901-000001';

/** Sent by a till of the warehouse: one piece, known at the shop by its barcode. */
async function sendFromWarehouse({ barcode }: Good): Promise<void> {
  const [found] = await sql<Record<'wh' | 'hs' | 'item' | 'name' | 'by', string>>(
    `select w.id as wh, s.id as hs, i.id as item, i.name, m.user_id as by from locations w
     join locations s on s.code = 'HS' join items i on i.location_id = w.id and i.barcode = $1
     join location_members m on m.location_id = w.id and m.role = 'manager' where w.code = 'WH'`,
    [barcode],
  );
  const { wh, hs, item, name, by } = found!;
  const [id, device_id] = [crypto.randomUUID(), crypto.randomUUID()];
  await sql(
    `insert into devices (id, location_id, code, name, created_by) values ($1, $2, '901', 'Gate', $3)`,
    [device_id, wh, by],
  );
  const at = new Date().toISOString();
  const made = { location_id: wh, device_id, client_created_at: at, client_updated_at: at };
  const line = {
    id: crypto.randomUUID(),
    line_no: 1,
    item_id: item,
    lot_id: null,
    barcode,
    item_name: name,
    unit_symbol: 'pc',
    is_batch_tracked: 0,
    batch_number: null,
    expiry_date: null,
    quantity_milli: 1000,
  };
  const payload = {
    ...made,
    id,
    transfer_number: number,
    from_location_id: wh,
    to_location_id: hs,
    note: '',
    cashier_id: by,
    business_date: at.slice(0, 10),
    lines: [line],
  };
  const record = {
    ...made,
    v: 1,
    queue_id: crypto.randomUUID(),
    entity_type: 'stock_transfer',
    entity_id: id,
  };
  await sql(
    `select public.push($2::jsonb) from (select set_config('request.jwt.claims', $1, true) as said) c where c.said <> ''`,
    [JSON.stringify({ sub: by, role: 'authenticated' }), JSON.stringify([{ ...record, payload }])],
  );
}

/** Afterwards nothing waits for the server. */
export function transferDrives({ page: pageOf, network, reloadCut }: Hands) {
  return {
    async 'send goods to another location, and receive what it sent: drafts, the list, both papers'() {
      const page = pageOf();
      const [going] = await goods('piece', 1, 44, 'WH');
      await sendFromWarehouse(going!);
      await go(page, 'Stock');
      await page.getByRole('link', { name: 'Transfers' }).click();
      const coming = page.getByRole('link', { name: number });
      await see(coming).toContainText('To receive', { timeout: 60_000 });

      await reloadCut('/stock/transfers');
      await page.getByRole('button', { name: 'Send goods' }).click();
      await see(page.getByText('Nothing packed yet')).toBeVisible();
      await scan(page, going!.barcode);
      const quantity = page.getByRole('textbox', { name: `Quantity of ${going!.name}` });
      await see(quantity).toHaveValue('1');
      await page
        .getByRole('combobox', { name: 'Location' })
        .selectOption({ label: 'Dockside Warehouse (WH)' });
      await go(page, 'Stock');
      await page.getByRole('link', { name: 'Transfers' }).click();
      await page.getByRole('link', { name: 'To Dockside Warehouse' }).click();
      await reloadCut(new URL(page.url()).pathname);
      await see(quantity).toHaveValue('1');
      await page.keyboard.press('F9');
      await see(page.getByRole('article')).toContainText(going!.name);
      await reloadCut(new URL(page.url()).pathname);
      await see(page.getByRole('article')).toContainText(going!.name);

      await page.getByRole('link', { name: 'All transfers' }).click();
      await coming.click();
      await reloadCut(new URL(page.url()).pathname);
      await page.getByRole('button', { name: 'All of it came' }).click();
      await see(page.getByRole('article')).toContainText(`Sent as ${number}`);
      await reloadCut(new URL(page.url()).pathname);
      await see(page.getByRole('article')).toContainText(`Sent as ${number}`);
      await expectPending(page, 2);
      network().heal();
      await expectPending(page, 0);
    },
  };
}

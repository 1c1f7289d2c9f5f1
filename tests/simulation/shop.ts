/** The shop of a run: one location with its people and goods, made by hand in the database. */
import { scryptSync } from 'node:crypto';
import { foundDepot } from './depot.ts';
import type { Server } from './server.ts';

export const url = 'http://flux.test';
export const password = 'correct horse battery';

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly role: 'cashier' | 'manager';
}

export interface Shop {
  readonly id: string;
  readonly policy: 'WARN' | 'BLOCK';
  readonly people: readonly [manager: Person, ...others: Person[]];
}

/** Opening stock of each item, posted by the first till; small, so that it runs out. */
export const openingPieces = 12;

// As the gateway's own hashes, at the least cost: it reads the cost from the hash.
const salt = Buffer.from('salt');
const key = scryptSync(password, salt, 32, { N: 64, r: 1, p: 1 });
const passwordHash = ['scrypt', 64, 1, 1, salt.toString('base64'), key.toString('base64')].join('$');

/** Every second one is a manager, so that masters are edited on several devices. */
export async function foundShop(server: Server, policy: Shop['policy'], others: number): Promise<Shop> {
  const id = crypto.randomUUID();
  const person = (role: Person['role'], n: number): Person => ({
    id: crypto.randomUUID(),
    email: `${role}-${n}@flux.test`,
    role,
  });
  const people = [
    person('manager', 0),
    ...Array.from({ length: others }, (_, n) => person(n % 2 === 0 ? 'manager' : 'cashier', n + 1)),
  ] as const;
  const by = people[0].id;
  const values = (rows: readonly string[]) => rows.join(', ');
  const [category, unit, tax] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
  const [rice, tea, milk, lot, ann, ben] = Array.from({ length: 6 }, () => crypto.randomUUID());
  await server.change(`
    insert into auth.users (id, email, encrypted_password, email_confirmed_at) values
      ${values(people.map((one) => `('${one.id}', '${one.email}', '${passwordHash}', now())`))};
    insert into public.locations (id, location_id, name, code, kind, created_by)
      values ('${id}', '${id}', 'Shop', 'KL1', 'shop', '${by}');
    ${membersSql(id, people)};
    insert into public.location_settings (location_id, negative_stock_policy, created_by)
      values ('${id}', '${policy}', '${by}');
    insert into public.categories (id, location_id, name, created_by) values ('${category}', '${id}', 'Food', '${by}');
    insert into public.units (id, location_id, name, symbol, created_by) values ('${unit}', '${id}', 'piece', 'pc', '${by}');
    insert into public.tax_rates (id, location_id, name, rate_ppm, created_by)
      values ('${tax}', '${id}', 'VAT', 150000, '${by}');
    insert into public.items (id, location_id, name, barcode, category_id, unit_id, tax_rate_id, price_minor,
      cost_minor, is_batch_tracked, created_by) values
      ('${rice}', '${id}', 'Rice', '4006381333931', '${category}', '${unit}', '${tax}', 250, 100, false, '${by}'),
      ('${tea}', '${id}', 'Tea', '4006381333924', '${category}', '${unit}', '${tax}', 333, 150, false, '${by}'),
      ('${milk}', '${id}', 'Milk', '4006381333948', '${category}', '${unit}', '${tax}', 400, 200, true, '${by}');
    insert into public.stock_lots (id, location_id, item_id, batch_number, expiry_date, created_by)
      values ('${lot}', '${id}', '${milk}', 'B1', '2099-01-31', '${by}');
    insert into public.customers (id, location_id, name, credit_limit_minor, credit_days, created_by) values
      ('${ann}', '${id}', 'Ann', 2000, 0, '${by}'), ('${ben}', '${id}', 'Ben', 100000, 30, '${by}')`);
  await foundDepot(server, id);
  return { id, policy, people };
}

export function membersSql(locationId: string, people: readonly Person[]): string {
  const rows = people.map(({ id, role }) => `('${locationId}', '${id}', '${role}', '${role}', '${id}')`);
  return `insert into public.location_members (location_id, user_id, role, display_name, created_by)
    values ${rows.join(', ')} on conflict (location_id, user_id) do nothing`;
}

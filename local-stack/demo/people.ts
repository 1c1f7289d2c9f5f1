import { words } from './catalog-words.ts';
import { demoId } from './ids.ts';
import { shop, warehouse, type Place } from './places.ts';
import { randomOf } from './random.ts';

type Role = 'cashier' | 'manager' | 'admin';

type Member = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly places: readonly Place[];
};

/** Of every demo user, printed at the start: the demo holds nothing worth a secret. */
export const DEMO_PASSWORD = 'flux-demo';

/** Is a member of both locations, registers their first devices and posts their opening stock. */
export const owner = member('owner', 'Orla Byrne', 'admin', [shop, warehouse]);

export const members: readonly Member[] = [
  member('cashier', 'Conor Walsh', 'cashier', [shop]),
  member('manager', 'Maeve Kelly', 'manager', [shop]),
  member('admin', 'Aisling Doyle', 'admin', [shop]),
  member('warehouse', 'Padraig Nolan', 'manager', [warehouse]),
  owner,
];

function member(login: string, name: string, role: Role, places: readonly Place[]): Member {
  return { id: demoId('user', login), email: `${login}@flux.example`, name, role, places };
}

const FIRST_NAMES = words(`
  Aoife, Brendan, Ciara, Declan, Eimear, Fergal, Grainne, Hugh, Ita, James, Kate, Liam, Mairead, Niall,
  Orlaith, Peter, Roisin, Sean, Tara, Una`);
const LAST_NAMES = words(`
  Ahern, Brady, Casey, Daly, Egan, Farrell, Gallagher, Hayes, Joyce, Keane, Lynch, Moran, Nugent, Power,
  Quinn, Reilly, Shea, Tierney, Ward, Whelan`);
const TRADES = words(`
  Café, Guest house, Catering, Crèche, Nursing home, Bistro, Deli, Boat club, Pharmacy, School`);
const SUPPLY = words(`
  Produce, Dairies, Bakery, Foods, Fish, Meats, Beverages, Household, Paints, Garden supplies`);

/** A fifth of them businesses; credit for those and for some others. */
export function customersOf(place: Place): Record<string, unknown>[] {
  return Array.from({ length: place.customers }, (_, n) => {
    const random = randomOf(`customer ${place.code} ${n}`);
    const [first, last] = nameAt(n);
    const isBusiness = n % 5 === 4;
    const hasCredit = isBusiness || random.chance(25);
    return {
      id: demoId('customer', place.code, n),
      location_id: place.id,
      name: isBusiness ? `${last}'s ${random.pick(TRADES)}` : `${first} ${last}`,
      phone: phoneAt(n),
      email: random.chance(70) ? `${plain(first)}.${plain(last)}${n}@customers.example` : null,
      credit_limit_minor: hasCredit ? random.integer(isBusiness ? 10 : 1, isBusiness ? 50 : 6) * 10_000 : 0,
      credit_days: hasCredit ? random.pick([7, 14, 30, 60]) : 0,
    };
  });
}

export function suppliersOf(place: Place): Record<string, unknown>[] {
  return Array.from({ length: place.suppliers }, (_, n) => {
    const last = LAST_NAMES[(n * 7 + 3) % LAST_NAMES.length] ?? '';
    const name = `${last} ${SUPPLY[n % SUPPLY.length] ?? ''}`;
    return {
      id: demoId('supplier', place.code, n),
      location_id: place.id,
      name,
      phone: phoneAt(500 + n),
      email: `orders@${plain(name).replaceAll(' ', '-')}.example`,
    };
  });
}

/** All 400 pairs before one comes again. */
function nameAt(n: number): [first: string, last: string] {
  const round = Math.floor(n / LAST_NAMES.length);
  return [FIRST_NAMES[(n * 7 + round) % FIRST_NAMES.length] ?? '', LAST_NAMES[n % LAST_NAMES.length] ?? ''];
}

/** 020 91x: the numbers that are kept free for stories. */
function phoneAt(n: number): string {
  return `+353 20 910 ${String(n).padStart(4, '0')}`;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z0-9 -]/g, '');
}

/**
 * The shop that every engine gets: the same 50,000 items, balances and waiting
 * moves, from a fixed seed, as rows of the device's own tables.
 *
 * Each brand name stands in the middle of exactly twenty names, so a search for
 * one finds twenty hits and has to look at every name.
 */
import type { SellableItem } from '#domain/cart.ts';
import { checkDigit } from '#domain/barcode.ts';
import { linesPerRecord } from '#schema/local-tables.ts';
import { randomFrom, uuidFrom } from './random.ts';

type Row = Readonly<Record<string, string | number | null>>;

export interface Shop {
  readonly tables: Readonly<Record<string, readonly Row[]>>;
  readonly items: readonly (SellableItem & { readonly barcode: string })[];
  readonly brands: readonly string[];
}

export const hitsPerBrand = 20;
const pendingMoves = 1_000;
const linesPerSale = 3;
const at = '2026-11-01T08:00:00.000Z';

const products = ['Rice', 'Flour', 'Olive Oil', 'Black Tea', 'Soap', 'Batteries', 'Biscuits', 'Tomato Paste'];
const sizes = ['250 g', '500 g', '1 kg', '2 kg', '5 kg', '330 ml', '750 ml', '6 pack'];
const syllables = ['ka', 'vo', 'ti', 'ru', 'me', 'lo', 'sa', 'ni', 'du', 'pe'];

export const places = { location: uuidFrom(1, 1), device: uuidFrom(1, 2), user: uuidFrom(1, 3) };
const category = uuidFrom(1, 4);
const unit = uuidFrom(1, 5);
const taxRate = uuidFrom(1, 6);

export function makeShop(itemCount: number): Shop {
  const random = randomFrom(20_261_122);
  const brands = Array.from({ length: itemCount / hitsPerBrand }, (_, index) => brandName(index));
  const items = Array.from({ length: itemCount }, (_, index) => makeItem(index, brands, random));
  const owned = { location_id: places.location, created_at: at, updated_at: at, created_by: places.user };
  const waiting = waitingSales(items, random);
  const tables = {
    locations: [{ id: places.location, name: 'Bench', code: 'BE', kind: 'shop', ...owned }],
    location_settings: [{ id: uuidFrom(1, 7), ...settingsRow, ...owned }],
    categories: [{ id: category, name: 'All', sort_order: 1, is_archived: 0, ...owned }],
    units: [{ id: unit, name: 'Piece', symbol: 'pc', quantity_decimals: 0, is_archived: 0, ...owned }],
    tax_rates: [{ id: taxRate, name: 'Standard', rate_ppm: 150_000, is_archived: 0, ...owned }],
    items: items.map(({ id, name, barcode, price_minor }) => ({
      id,
      name,
      barcode,
      price_minor,
      category_id: category,
      unit_id: unit,
      tax_rate_id: taxRate,
      cost_minor: 100,
      is_batch_tracked: 0,
      is_archived: 0,
      ...owned,
    })),
    stock_balances: items.map(({ id }, index) => ({
      id: uuidFrom(3, index),
      item_id: id,
      lot_id: null,
      quantity_milli: 1000 * Math.floor(random() * 200),
      ...owned,
    })),
    outbox: waiting.records,
    pending_moves: waiting.moves,
    document_counters: [{ entity_type: 'sales_invoice', last_sequence: waiting.records.length }],
  };
  return { tables, items, brands };
}

const settingsRow = {
  negative_stock_policy: 'WARN',
  block_on_sync: 'hold',
  currency: 'USD',
  currency_decimals: 2,
  cash_rounding_minor: 1,
  tax_mode: 'inclusive',
  time_zone: 'UTC',
  receipt_header: '',
  receipt_footer: '',
};

/** Four syllables that spell the number: no name is part of another. */
function brandName(index: number): string {
  const digits = String(index).padStart(4, '0');
  const name = Array.from(digits, (digit) => syllables[Number(digit)] ?? '').join('');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function makeItem(index: number, brands: readonly string[], random: () => number) {
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
  const body = `20${String(index).padStart(10, '0')}`;
  return {
    id: uuidFrom(2, index),
    name: `${pick(products)} ${brands[index % brands.length] ?? ''} ${pick(sizes)} ${index}`,
    barcode: `${body}${checkDigit(body)}`,
    unit_symbol: 'pc',
    quantity_decimals: 0,
    tax_rate_id: taxRate,
    tax_rate_ppm: 150_000,
    price_minor: 50 + Math.floor(random() * 5_000),
    is_batch_tracked: 0 as const,
  };
}

/** Documents that the server does not have yet, with the moves that stock has to count. */
function waitingSales(items: readonly SellableItem[], random: () => number) {
  const records = Array.from({ length: Math.ceil(pendingMoves / linesPerSale) }, (_, index) => ({
    queue_id: uuidFrom(4, index),
    entity_type: 'sales_invoice',
    entity_id: uuidFrom(5, index),
    location_id: places.location,
    device_id: places.device,
    number: `S-BE-01-${index + 1}`,
    total_minor: 1,
    payload: null,
    client_created_at: at,
    client_updated_at: at,
    sync_status: 'pending',
  }));
  const moves = Array.from({ length: pendingMoves }, (_, index) => ({
    // The records above have the positions 1, 2, 3, …
    id: (Math.floor(index / linesPerSale) + 1) * linesPerRecord + (index % linesPerSale),
    document_id: uuidFrom(5, Math.floor(index / linesPerSale)),
    item_id: items[Math.floor(random() * items.length)]?.id ?? '',
    lot_id: null,
    quantity_milli: -1000,
  }));
  return { records, moves };
}

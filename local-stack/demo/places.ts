import { demoId } from './ids.ts';

export type TaxKey = 'standard' | 'reduced' | 'zero';
export type UnitKey = 'piece' | 'kilogram' | 'metre';

export const taxRates: Readonly<Record<TaxKey, { readonly name: string; readonly rate_ppm: number }>> = {
  standard: { name: 'Standard 23 %', rate_ppm: 230_000 },
  reduced: { name: 'Reduced 13.5 %', rate_ppm: 135_000 },
  zero: { name: 'Zero 0 %', rate_ppm: 0 },
};

export const units: Readonly<
  Record<UnitKey, { readonly name: string; readonly symbol: string; readonly quantity_decimals: number }>
> = {
  piece: { name: 'Piece', symbol: 'pc', quantity_decimals: 0 },
  kilogram: { name: 'Kilogram', symbol: 'kg', quantity_decimals: 3 },
  metre: { name: 'Metre', symbol: 'm', quantity_decimals: 2 },
};

export type Place = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: 'shop' | 'warehouse';
  readonly address: string;
  /** Of the shop's range, how much is kept here; of the customers, how many buy here. */
  readonly itemPercent: number;
  readonly customers: number;
  readonly suppliers: number;
  /** Whole units of an item in stock, at most. */
  readonly maxStock: number;
};

export const shop: Place = {
  id: demoId('location', 'HS'),
  code: 'HS',
  name: 'Harbour Street Market',
  kind: 'shop',
  address: '12 Harbour Street, Galway',
  itemPercent: 100,
  customers: 60,
  suppliers: 20,
  maxStock: 120,
};

export const warehouse: Place = {
  id: demoId('location', 'WH'),
  code: 'WH',
  name: 'Dockside Warehouse',
  kind: 'warehouse',
  address: 'Unit 4, Dock Road, Galway',
  itemPercent: 30,
  customers: 12,
  suppliers: 20,
  maxStock: 900,
};

export const places: readonly Place[] = [shop, warehouse];

/** Euros, prices with tax, cash rounded to five cents, as in Ireland. */
export function settingsOf(place: Place): Record<string, unknown> {
  return {
    id: demoId('settings', place.code),
    location_id: place.id,
    currency: 'EUR',
    currency_decimals: 2,
    cash_rounding_minor: 5,
    tax_mode: 'inclusive',
    time_zone: 'Europe/Dublin',
    negative_stock_policy: 'WARN',
    block_on_sync: 'hold',
    receipt_header: `${place.name}\n${place.address}`,
    receipt_footer: 'Thank you for your visit.\nGoods may be returned with this receipt within 28 days.',
  };
}

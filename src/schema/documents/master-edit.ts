/**
 * An edit of a master as a device sends it: the columns that a person set, what
 * they were before, and the stamp that decides per column which edit is the
 * newest. Which columns belong together is the server's to say; they come
 * together.
 */
import * as z from 'zod';
import type { MasterTable } from '#schema/masters.ts';
import {
  categoriesRow,
  customersRow,
  itemsRow,
  locationSettingsRow,
  locationsRow,
  stockLotsRow,
  suppliersRow,
  taxRatesRow,
  unitsRow,
} from '#schema/tables.generated.ts';

const byServer = {
  id: true,
  location_id: true,
  stamps: true,
  created_at: true,
  updated_at: true,
  created_by: true,
} as const;

/** What a person may set, by table. */
export const masterColumns = {
  items: itemsRow.omit(byServer).partial(),
  categories: categoriesRow.omit(byServer).partial(),
  units: unitsRow.omit(byServer).partial(),
  tax_rates: taxRatesRow.omit(byServer).partial(),
  customers: customersRow.omit(byServer).partial(),
  suppliers: suppliersRow.omit(byServer).partial(),
  stock_lots: stockLotsRow.omit(byServer).partial(),
  location_settings: locationSettingsRow.omit(byServer).partial(),
  // `code` is in every number that was ever printed.
  locations: locationsRow.omit({ ...byServer, code: true }).partial(),
} as const satisfies Readonly<Record<MasterTable, unknown>>;

/**
 * A hybrid logical clock: UTC milliseconds, a counter within one, the device.
 * Stamps compare as text, byte by byte.
 */
export const stamp = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z-[0-9a-f]{4}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

const kind = z.enum(['create', 'edit']);
export type Kind = z.infer<typeof kind>;

function editOf<T extends MasterTable>(table: T) {
  const columns = masterColumns[table];
  return z.strictObject({
    kind,
    table: z.literal(table),
    id: z.guid(),
    location_id: z.guid(),
    stamp,
    columns,
    /** Of every column that is set; none where the row is new. */
    previous: columns,
  });
}

export type MasterEditPayload = z.infer<typeof masterEditPayload>;
export const masterEditPayload = z.discriminatedUnion('table', [
  editOf('items'),
  editOf('categories'),
  editOf('units'),
  editOf('tax_rates'),
  editOf('customers'),
  editOf('suppliers'),
  editOf('stock_lots'),
  editOf('location_settings'),
  editOf('locations'),
]);

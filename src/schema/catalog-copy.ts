/** What `copy_catalog` answers: what was added to the other location. */
import * as z from 'zod';
import type { Online } from './online.ts';

export const catalogCopy = z.object({
  categories: z.int(),
  units: z.int(),
  tax_rates: z.int(),
  items: z.int(),
  /** Items that came without their barcode, since another item there has it; the first hundred of each call by name. */
  barcodes_left_out: z.int(),
  left_out: z.array(z.object({ name: z.string(), barcode: z.string() })),
  /** Else there is more: ask again. */
  is_done: z.boolean(),
});
export type CatalogCopy = z.infer<typeof catalogCopy>;

/** One call of it. Asking again adds only what is not there yet. */
export type CopyCatalog = (fromLocationId: string, toLocationId: string) => Promise<Online<CatalogCopy>>;

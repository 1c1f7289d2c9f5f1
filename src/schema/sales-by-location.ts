/** What `sales_by_location` answers: what each location sold that the asking person manages. */
import * as z from 'zod';
import type { Online } from './online.ts';

export const salesByLocation = z.object({
  locations: z.array(
    z.object({
      location_id: z.string(),
      name: z.string(),
      code: z.string(),
      currency: z.string(),
      currency_decimals: z.int(),
      sale_count: z.int(),
      return_count: z.int(),
      /** With tax, discounts and returns taken off. */
      gross_minor: z.int(),
      tax_minor: z.int(),
      discount_minor: z.int(),
      cost_minor: z.int(),
    }),
  ),
});
export type SalesByLocation = z.infer<typeof salesByLocation>;

/** Business dates, both in it; a year at most. */
export type AskSalesByLocation = (period: {
  readonly from: string;
  readonly to: string;
}) => Promise<Online<SalesByLocation>>;

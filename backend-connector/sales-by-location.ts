/** What the locations of a person sold, side by side: no device holds more than one. */
import { salesByLocation, type AskSalesByLocation } from '#schema/sales-by-location.ts';
import { ask, type AskOptions } from './ask.ts';

export function salesByLocationBy(options: AskOptions): AskSalesByLocation {
  return ({ from, to }) =>
    ask(options, (client) => client.rpc('sales_by_location', { p_from: from, p_to: to }), salesByLocation);
}

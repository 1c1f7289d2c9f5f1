/** The catalog of one location for another, some thousand items a call. */
import { catalogCopy, type CopyCatalog } from '#schema/catalog-copy.ts';
import { ask, type AskOptions } from './ask.ts';

export function catalogCopyBy(options: AskOptions): CopyCatalog {
  return (p_from, p_to) =>
    ask(options, (client) => client.rpc('copy_catalog', { p_from, p_to }), catalogCopy);
}

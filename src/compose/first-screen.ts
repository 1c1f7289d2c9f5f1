/**
 * What the first screen shows, read at opening in front of everything that goes
 * on in the background, so that nothing has to be asked before one can sell.
 */
import { claimDraft } from '#commands/claim-draft.ts';
import type { Till } from '#commands/till.ts';
import type { LocalDatabase } from '#db/local-database.ts';
import type { Cart } from '#domain/cart.ts';
import { carts } from '#queries/drafts.ts';
import type { Row } from '#queries/row.ts';
import { settings, type Settings } from '#queries/settings.ts';

export interface FirstScreen {
  /** Null: not on this device yet. */
  readonly settings: Settings | null;
  readonly drafts: readonly Row<typeof carts>[];
}

export async function readFirstScreen({ read }: LocalDatabase): Promise<FirstScreen> {
  const [known, found] = await Promise.all([settings(read).executeTakeFirst(), carts(read).execute()]);
  return { settings: known ?? null, drafts: found };
}

/** The first caller gets the cart that is claimed now; a later one claims by what is stored then. */
export function claimAhead(till: Till, { drafts: found }: FirstScreen): () => Promise<Cart> {
  let ahead: Promise<Cart> | null = claimDraft(till, undefined, found);
  ahead.catch(() => undefined);
  return () => {
    const claimed = ahead ?? claimDraft(till);
    ahead = null;
    return claimed;
  };
}

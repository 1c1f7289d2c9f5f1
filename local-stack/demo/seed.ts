import { signIn } from './api.ts';
import { makeGoods } from './goods.ts';
import { placeMasters } from './masters.ts';
import { openingLines } from './opening-stock.ts';
import { DEMO_PASSWORD, members, owner } from './people.ts';
import { missingLines, postOpening } from './post-opening.ts';
import { placeUsers } from './users.ts';

type DemoLogin = {
  readonly email: string;
  readonly password: string;
  readonly role: string;
  /** The name of the location, or of both. */
  readonly location: string;
};

type SeedOptions = {
  /** As `postgres`, the owner of the tables. */
  readonly databaseUri: string;
  /** The gateway's origin. */
  readonly url: string;
  readonly anonKey: string;
  readonly serviceKey: string;
  /** Items of the shop, 5,000; the warehouse has fewer. A larger number later adds the rest. */
  readonly itemCount?: number | undefined;
  readonly log?: ((line: string) => void) | undefined;
};

/** Who may sign in. */
export const demoLogins: readonly DemoLogin[] = members.map(({ email, role, places }) => ({
  email,
  password: DEMO_PASSWORD,
  role,
  location: places.map((place) => place.name).join(' and '),
}));

/*
 *  users (Auth API) ─► masters (SQL, one transaction) ─► lines not in the ledger?
 *                                                           │ some
 *                                                           ▼
 *                              device (register_device) ─► documents (push)
 */
/**
 * Fills a database with the demo shop. Ids come from names and each step leaves
 * alone what is there, so a seed that was killed goes on where it was, and a
 * finished one changes nothing.
 */
export async function seedDemo(options: SeedOptions): Promise<{ logins: readonly DemoLogin[] }> {
  const { databaseUri, url, anonKey, serviceKey, itemCount = 5_000, log = () => undefined } = options;
  await placeUsers(databaseUri, { url, key: serviceKey, token: serviceKey });
  const itemsByPlace = await placeMasters(databaseUri, makeGoods(itemCount));
  for (const [place, items] of itemsByPlace) log(`${place.name}: ${items.length} items`);

  const openings = await Promise.all(
    [...itemsByPlace].map(async ([place, items]) => ({
      place,
      lines: await missingLines(databaseUri, openingLines(place, items)),
    })),
  );
  const pending = openings.filter(({ lines }) => lines.length > 0);
  if (pending.length > 0) {
    const session = await signIn(url, anonKey, owner.email, DEMO_PASSWORD);
    await Promise.all(pending.map(({ place, lines }) => postOpening(session, place, lines)));
  }
  for (const { place, lines } of pending) log(`${place.name}: opening stock of ${lines.length} lines posted`);
  return { logins: demoLogins };
}

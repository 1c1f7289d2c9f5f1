/** Where the shop of this test file keeps its rows, from when `own-shop.ts` has opened it. Importing this opens nothing. */

let uri: string | null = null;

export function shopIsAt(databaseUri: string): void {
  uri = databaseUri;
}

export function shopDatabaseUri(): string {
  if (uri === null) throw new Error('No shop is open: import own-shop.ts in the test file.');
  return uri;
}

/** What came of asking the server for what only it can do. */
export type Online<T> = { readonly kind: 'done'; readonly value: T } | NotDone;

/** Nothing was changed, or the answer was lost: asking again is safe. */
export type NotDone =
  | { readonly kind: 'no_network' }
  | { readonly kind: 'not_signed_in' }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

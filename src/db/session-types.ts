/** Who works here: what the session says, in words that every room may use. */
export interface Membership {
  readonly location: {
    readonly id: string;
    readonly name: string;
    readonly code: string;
    readonly kind: 'shop' | 'warehouse';
  };
  readonly role: 'cashier' | 'manager' | 'admin';
  readonly display_name: string;
}

export interface Profile {
  readonly user: { readonly id: string; readonly email: string };
  readonly memberships: readonly Membership[];
  /** When the server last said so. */
  readonly verified_at: string;
}

export type SessionState =
  /** Nobody ever signed in here: the first time needs the network (R3.1-11). */
  | { readonly kind: 'never' }
  /** `isSignedIn` false: the app sells on and asks for a login before it syncs (R12-9, R12-10). */
  | { readonly kind: 'known'; readonly profile: Profile; readonly isSignedIn: boolean };

export type LoginResult =
  | { readonly kind: 'signed_in'; readonly profile: Profile }
  | { readonly kind: 'wrong_credentials' }
  | { readonly kind: 'no_network' }
  /** The person is known, but works nowhere. */
  | { readonly kind: 'no_location' }
  | { readonly kind: 'server_error'; readonly message: string };

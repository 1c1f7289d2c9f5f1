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

/** A device that a location gave a code to. */
export interface RegisteredDevice {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** What a person says of a device that is new at a location. */
export interface NewDevice {
  readonly name: string;
  /** The till that it was before its storage was lost (requirements !5): its code is retired. Managers only. */
  readonly replaces?: RegisteredDevice;
}

export type SessionState =
  /** Nobody ever signed in here: the first time needs the network (R3.1-11). */
  | { readonly kind: 'never' }
  /** `isSignedIn` false: the app sells on and asks for a login before it syncs (R12-9, R12-10). */
  | { readonly kind: 'known'; readonly profile: Profile; readonly isSignedIn: boolean };

export type LoginFailure =
  | { readonly kind: 'wrong_credentials' }
  | { readonly kind: 'no_network' }
  /** The person is known, but works nowhere, or not here. */
  | { readonly kind: 'no_location' }
  | { readonly kind: 'server_error'; readonly message: string };

export type LoginResult = { readonly kind: 'signed_in'; readonly profile: Profile } | LoginFailure;

export type SignUpFailure =
  /** Its password is another than the one given. */
  | { readonly kind: 'has_account' }
  | { readonly kind: 'email_invalid' }
  | { readonly kind: 'weak_password'; readonly message: string }
  /** This server takes no sign-ups. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'too_often' };

export type SignUpResult =
  | LoginResult
  | SignUpFailure
  /** The account is made; until the mail is answered nobody can sign in with it. */
  | { readonly kind: 'confirm_email' };

/** A member of this location, by the word of the server. */
export interface VerifiedPerson {
  readonly id: string;
  readonly name: string;
  readonly role: Membership['role'];
}

export type PasswordAnswer = { readonly kind: 'verified'; readonly person: VerifiedPerson } | LoginFailure;

/** Asks the server whose password this is; nobody is signed in by it. */
export type PasswordCheck = (email: string, password: string) => Promise<PasswordAnswer>;

/** The session as screens use it; `backend-connector/session.ts` is behind it. */
import type { LoginResult, SessionState, SignUpResult } from '#db/session-types.ts';

export type {
  LoginResult,
  Membership,
  NewDevice,
  Profile,
  RegisteredDevice,
  SessionState,
  SignUpResult,
} from '#db/session-types.ts';

export interface SessionPort {
  /** The same object until something changes. */
  state(): SessionState;
  subscribe(listener: () => void): () => void;
  login(email: string, password: string): Promise<LoginResult>;
  /** For who was invited: makes an account and signs in with it. Safe to repeat. */
  signUp(email: string, password: string): Promise<SignUpResult>;
  /** Of this device only, and also without a network. The caller has seen to what is not synced. */
  logout(): Promise<void>;
}

/**
 * Who stands at the till, and whether anybody does.
 *
 *                  the button or F8 in any tab, nobody there for a while, no member any more
 *   unlocked: cashier ────────────────────────────────────────────────────────────► locked
 *       ▲                                                                             │
 *       └──── PIN, offline; or a password, online: the new cashier, on the same session
 *
 * With nobody enrolled there is no lock, and the cashier is whose session it
 * is. That a till is unlocked is written nowhere: every page starts locked,
 * unless the password was given on it.
 */
import type { PasswordAnswer, PasswordCheck, LoginFailure } from '#db/session-types.ts';
import type { EnrolledPerson, PinVault } from '#db/pin-vault.ts';
import { pinFault, type PinFault } from '#domain/pin.ts';
import { timestamp } from '#domain/timestamp.ts';
import { identify, type PinAnswer } from './identify.ts';
import type { Person, Role, Till } from './till.ts';

export interface LockView {
  readonly isLocked: boolean;
  /** Who has a PIN at this location on this device. */
  readonly people: readonly EnrolledPerson[];
}

export interface LockParts {
  readonly till: Pick<Till, 'db' | 'clock' | 'user'>;
  readonly pins: PinVault;
  readonly people: readonly EnrolledPerson[];
  readonly isLocked: boolean;
  readonly checkPassword: PasswordCheck;
  /** The role that the last sync gave; null: no member. */
  readonly roleOf: (userId: string) => Role | null;
  /** To every tab of this database. */
  readonly tell: (message: { readonly kind: 'lock' | 'pins_changed' }) => void;
}

export type Enrolled =
  | { readonly kind: 'enrolled'; readonly person: Person }
  | { readonly kind: 'pin_refused'; readonly fault: PinFault }
  /** Whose session it is comes first: nobody else's PIN may shut them out of their own till. */
  | { readonly kind: 'own_first' }
  | { readonly kind: 'not_kept'; readonly message: string }
  | LoginFailure;

export class TillLock {
  readonly #parts: LockParts;
  readonly #listeners = new Set<() => void>();
  #view: LockView;
  #cashier: Person;

  constructor(parts: LockParts) {
    this.#parts = parts;
    this.#cashier = parts.till.user;
    this.#view = { isLocked: parts.isLocked && parts.people.length > 0, people: parts.people };
  }

  readonly view = (): LockView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get cashier(): Person {
    return this.#cashier;
  }

  /** Of this tab. Without a PIN to open it again nothing is locked. */
  lock(): void {
    if (this.#view.people.length > 0) this.#show({ isLocked: true });
  }

  lockAllTabs(): void {
    this.#parts.tell({ kind: 'lock' });
  }

  async unlock(userId: string, pin: string): Promise<PinAnswer> {
    const answer = await this.identify(userId, pin);
    if (answer.kind === 'right') this.#enter(answer.person);
    return answer;
  }

  /** For whom has no PIN here or forgot it. Needs the network. */
  async unlockByPassword(email: string, password: string): Promise<PasswordAnswer> {
    const answer = await this.identifyByPassword(email, password);
    if (answer.kind === 'verified') this.#enter(answer.person);
    return answer;
  }

  /** Changes nothing here: for an approval. */
  identify(userId: string, pin: string): Promise<PinAnswer> {
    const { till, pins } = this.#parts;
    return identify(till.db, pins, till.user, { userId, pin });
  }

  identifyByPassword(email: string, password: string): Promise<PasswordAnswer> {
    return this.#parts.checkPassword(email, password);
  }

  /** Milliseconds until this person may try again. */
  waitOf(userId: string): Promise<number> {
    return this.#parts.pins.waitOf(userId);
  }

  /** Gives a member a PIN, or a new one, for their password. Needs the network. */
  async enrol(email: string, password: string, pin: string): Promise<Enrolled> {
    const { till, pins } = this.#parts;
    const fault = pinFault(pin);
    if (fault) return { kind: 'pin_refused', fault };
    const answer = await this.identifyByPassword(email, password);
    if (answer.kind !== 'verified') return answer;
    const { person } = answer;
    if (person.id !== till.user.id && !this.#has(till.user.id)) return { kind: 'own_first' };
    try {
      const { id: user_id, name, role } = person;
      await pins.enrol({ user_id, name, role }, pin, timestamp(till.clock.now()));
    } catch (error) {
      return { kind: 'not_kept', message: error instanceof Error ? error.message : String(error) };
    }
    await this.#changed();
    return { kind: 'enrolled', person };
  }

  /** One's own, or by a manager anybody's; whose session it is goes last, as they came first. */
  mayRemove(userId: string): boolean {
    const isAllowed = userId === this.#cashier.id || this.#cashier.role !== 'cashier';
    return isAllowed && (userId !== this.#parts.till.user.id || this.#view.people.length === 1);
  }

  async remove(userId: string): Promise<void> {
    if (!this.mayRemove(userId)) return;
    await this.#parts.pins.remove(userId);
    await this.#changed();
  }

  /** After a change in another tab. */
  async look(): Promise<void> {
    const people = await this.#parts.pins.people();
    this.#show({ people, isLocked: this.#view.isLocked && people.length > 0 });
  }

  /** After a sync that changed who works here. */
  review(before: (userId: string) => Role | null): void {
    const { id } = this.#cashier;
    if (before(id) !== null && this.#parts.roleOf(id) === null) this.lock();
  }

  async #changed(): Promise<void> {
    await this.look();
    this.#parts.tell({ kind: 'pins_changed' });
  }

  #has(userId: string): boolean {
    return this.#view.people.some(({ user_id }) => user_id === userId);
  }

  /** The role is followed from here on: a change counts as soon as it reaches the device. */
  #enter({ id, name, role }: Person): void {
    const { till, roleOf } = this.#parts;
    this.#cashier =
      id === till.user.id
        ? till.user
        : {
            id,
            name,
            get role() {
              return roleOf(id) ?? role;
            },
          };
    this.#show({ isLocked: false });
  }

  #show(change: Partial<LockView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}

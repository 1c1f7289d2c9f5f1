/**
 * Which key does what on this device. An act is known by the key that it has
 * from the start, on whichever screen: F9 pays and posts, F10 completes and
 * prints. A device may give it another key. Pure.
 */
export interface Shortcut {
  readonly key: string;
  readonly word: string;
}

export const shortcuts = [
  { key: 'F2', word: 'Search, or begin the next one' },
  { key: 'F3', word: 'Park the sale, or take up one that is parked' },
  { key: 'F4', word: 'Change the quantity' },
  { key: 'F6', word: 'Take something off the chosen line, or change its price' },
  { key: 'F7', word: 'Take something off the whole sale' },
  { key: 'F8', word: 'Lock the till, or change the cashier' },
  { key: 'F9', word: 'Pay, or post' },
  { key: 'F10', word: 'Complete the sale, or print' },
  { key: 'Ctrl+Z', word: 'Undo the last act on the sale' },
  { key: 'Ctrl+K', word: 'Find a screen or an act' },
] as const satisfies readonly Shortcut[];

/** The key on this device, by the one from the start; only of those that differ. */
export type KeyMap = Readonly<Record<string, string>>;

export function readKeyMap(text: string | null): KeyMap {
  if (text === null) return {};
  try {
    const kept: unknown = JSON.parse(text);
    const known = Object.entries(kept ?? {}).filter(
      ([key, own]) => shortcuts.some((one) => one.key === key) && typeof own === 'string',
    );
    return Object.fromEntries(known);
  } catch {
    return {};
  }
}

/** What to show for an act. */
export function keyOf(map: KeyMap, key: string): string {
  return map[key] ?? key;
}

/** The act that a pressed key means, by the key that it has from the start; null where it means none any more. */
export function meantBy(map: KeyMap, pressed: string): string | null {
  const own = shortcuts.find(({ key }) => keyOf(map, key) === pressed);
  if (own) return own.key;
  return shortcuts.some(({ key }) => key === pressed) ? null : pressed;
}

export type KeyFault =
  | { readonly kind: 'taken'; readonly by: Shortcut }
  /** Letters and digits are typed and scanned; Enter, Esc, arrows have one meaning everywhere. */
  | { readonly kind: 'typed' | 'browser' };

/** What a till may use: no key that is typed, scanned, or kept by a browser. */
const allowed = /^(F([1-46-9]|10)|Alt\+[A-Z0-9]|Ctrl\+[BEGIKMQYZ])$/;

/** Why the act cannot have that key; null where it can. */
export function keyFault(map: KeyMap, key: string, wanted: string): KeyFault | null {
  const by = shortcuts.find((one) => one.key !== key && keyOf(map, one.key) === wanted);
  if (by) return { kind: 'taken', by };
  if (allowed.test(wanted)) return null;
  return { kind: /^(F\d+|(Ctrl|Alt)\+.*)$/.test(wanted) ? 'browser' : 'typed' };
}

export function withKey(map: KeyMap, key: string, wanted: string): KeyMap {
  const { [key]: _, ...rest } = map;
  return wanted === key ? rest : { ...rest, [key]: wanted };
}

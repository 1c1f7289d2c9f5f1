/** JSON in localStorage. What another build left there and this one cannot use counts as absent. */
import type { KeyValueStore } from './platform.ts';

export function readStored<T>(
  storage: KeyValueStore,
  key: string,
  isValid: (value: unknown) => value is T,
): T | null {
  const text = storage.getItem(key);
  if (text === null) return null;
  const value = parse(text);
  return isValid(value) ? value : null;
}

export function writeStored(storage: KeyValueStore, key: string, value: unknown): void {
  storage.setItem(key, JSON.stringify(value));
}

/** An object that has a value of the given type under each of the names. */
export function hasFields<T>(
  value: unknown,
  fields: Readonly<Record<keyof T, 'string' | 'number'>>,
): value is T {
  return isRecord(value) && Object.entries(fields).every(([name, type]) => typeof value[name] === type);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

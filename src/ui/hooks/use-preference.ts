/**
 * What one device likes: theme, sounds. In localStorage, because it must be
 * known before any database is open and belongs to nobody's data.
 */
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { chosenLocationKey } from '#sync/membership-to-open.ts';
import { readFavourites, type Favourites } from '#domain/favourites.ts';
import { readKeyMap, type KeyMap } from '#ui/keys/key-map.ts';
import { useServices, type Preferences } from '#ui/app-services.ts';

const listeners = new Set<() => void>();

function read(key: string, store?: Preferences): string | null {
  try {
    return (store ?? localStorage).getItem(key);
  } catch {
    return null; // Storage is refused: defaults stand.
  }
}

function write(key: string, value: string, store?: Preferences): void {
  try {
    (store ?? localStorage).setItem(key, value);
  } catch {
    // Storage is refused: it holds for this page only.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

function usePreference(key: string, store?: Preferences): readonly [string | null, (value: string) => void] {
  const value = useSyncExternalStore(subscribe, () => read(key, store));
  return [value, useCallback((next: string) => write(key, next, store), [key, store])];
}

export type Theme = 'system' | 'light' | 'dark';

export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [value, set] = usePreference('flux.theme');
  const choose = useCallback(
    (theme: Theme) => {
      if (theme === 'system') delete document.documentElement.dataset['theme'];
      else document.documentElement.dataset['theme'] = theme;
      set(theme);
    },
    [set],
  );
  return [value === 'light' || value === 'dark' ? value : 'system', choose];
}

export function useSoundOn(): readonly [boolean, (isOn: boolean) => void] {
  const [value, set] = usePreference('flux.sound');
  return [value !== 'off', useCallback((isOn: boolean) => set(isOn ? 'on' : 'off'), [set])];
}

export function isSoundOn(): boolean {
  return read('flux.sound') !== 'off';
}

/** Which location this device sells for, kept through reloads and power cuts. */
export function useChosenLocation(): readonly [string | null, (locationId: string) => void] {
  return usePreference(chosenLocationKey, useServices().preferences);
}

/** How long something may wait before every screen says so, in hours. */
export const alarmHours = [1, 4, 8, 24] as const;
type AlarmHours = (typeof alarmHours)[number];

export function useAlarmHours(): readonly [AlarmHours, (hours: AlarmHours) => void] {
  const [value, set] = usePreference('flux.alarm_hours');
  const hours = alarmHours.find((one) => String(one) === value) ?? 8;
  return [hours, useCallback((next: AlarmHours) => set(String(next)), [set])];
}

export const autoLockMinutes = [0, 1, 5, 15] as const;
export type AutoLockMinutes = (typeof autoLockMinutes)[number];

/** After how long without a touch the till locks, once somebody has a PIN; 0: never. */
export function useAutoLockMinutes(): readonly [AutoLockMinutes, (minutes: AutoLockMinutes) => void] {
  const [value, set] = usePreference('flux.auto_lock_minutes');
  const minutes = autoLockMinutes.find((one) => String(one) === value) ?? 5;
  return [minutes, useCallback((next: AutoLockMinutes) => set(String(next)), [set])];
}

/** How long the months that a report asked for stay on this device. */
export const historyDays = [7, 31, 366] as const;
type HistoryDays = (typeof historyDays)[number];

export function useHistoryDays(): readonly [HistoryDays, (days: HistoryDays) => void] {
  const [value, set] = usePreference('flux.history_days');
  const days = historyDays.find((one) => String(one) === value) ?? 7;
  return [days, useCallback((next: HistoryDays) => set(String(next)), [set])];
}

/** What one touch sells on this device, of each of its locations. */
export function useFavourites(locationId: string): readonly [Favourites, (favourites: Favourites) => void] {
  const [value, set] = usePreference(`flux.favourites.${locationId}`);
  const favourites = useMemo(() => readFavourites(value), [value]);
  return [favourites, useCallback((next) => set(JSON.stringify(next)), [set])];
}

const keysKey = 'flux.keys';

/** The keys of this device, where they are not those from the start. */
export function useKeyMap(): readonly [KeyMap, (map: KeyMap) => void] {
  const [value, set] = usePreference(keysKey);
  const map = useMemo(() => readKeyMap(value), [value]);
  return [map, useCallback((next) => set(JSON.stringify(next)), [set])];
}

export function keyMapNow(): KeyMap {
  return readKeyMap(read(keysKey));
}

/**
 * What one device likes: theme, sounds. In localStorage, because it must be
 * known before any database is open and belongs to nobody's data.
 */
import { useCallback, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // Storage is refused: defaults stand.
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
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

function usePreference(key: string): readonly [string | null, (value: string) => void] {
  const value = useSyncExternalStore(subscribe, () => read(key));
  return [value, useCallback((next: string) => write(key, next), [key])];
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

/** Which location this device sells for, kept through reloads. */
export function useChosenLocation(): readonly [string | null, (locationId: string) => void] {
  return usePreference('flux.location');
}

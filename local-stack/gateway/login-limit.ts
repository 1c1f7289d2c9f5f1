/** Counts tries per key, such as failed logins per email and address; who wants a success to forget them says so. */
export type LoginLimit = {
  isBlocked(key: string): boolean;
  /** Counts a try before it is decided, so that many at once cannot all slip through. */
  begin(key: string): void;
  succeeded(key: string): void;
};

/** At most `failures` tries within `windowMs`, counted in memory: a restart forgets. */
export function loginLimit(failures = 10, windowMs = 60_000, now: () => number = Date.now): LoginLimit {
  const tries = new Map<string, number[]>();
  const recent = (key: string): number[] => (tries.get(key) ?? []).filter((at) => now() - at < windowMs);
  return {
    isBlocked: (key) => recent(key).length >= failures,
    begin: (key) => {
      // Guessing with ever new names must not fill the memory.
      if (tries.size > 10_000)
        for (const known of tries.keys()) if (recent(known).length === 0) tries.delete(known);
      tries.set(key, [...recent(key), now()]);
    },
    succeeded: (key) => void tries.delete(key),
  };
}

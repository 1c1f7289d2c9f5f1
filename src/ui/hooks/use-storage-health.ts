import { useEffect, useState } from 'react';

export interface StorageHealth {
  /** False: the browser may clear this site when the disk is full. */
  readonly isPersisted: boolean;
  readonly usedBytes: number;
  readonly quotaBytes: number;
}

const lookEveryMs = 30_000;

/** Asked for at the first sale, when there is something to keep (the browser asks the user only then). */
export function askToPersist(): void {
  // A refusal changes nothing for the sale; the Sync screen shows what was answered.
  void navigator.storage
    ?.persisted()
    .then((isPersisted) => (isPersisted ? true : navigator.storage.persist()));
}

export async function storageHealth(): Promise<StorageHealth | null> {
  if (!navigator.storage) return null;
  const [isPersisted, estimate] = await Promise.all([
    navigator.storage.persisted(),
    navigator.storage.estimate(),
  ]);
  return { isPersisted, usedBytes: estimate.usage ?? 0, quotaBytes: estimate.quota ?? 0 };
}

/** Null until the browser has answered, and where it does not. */
export function useStorageHealth(): StorageHealth | null {
  const [health, setHealth] = useState<StorageHealth | null>(null);
  useEffect(() => {
    const look = () => void storageHealth().then(setHealth);
    look();
    const timer = setInterval(look, lookEveryMs);
    return () => clearInterval(timer);
  }, []);
  return health;
}

import { useEffect, useState } from 'react';

export interface StorageHealth {
  /** False: the browser may clear this site when the disk is full. */
  readonly isPersisted: boolean;
  readonly usedBytes: number;
  readonly quotaBytes: number;
}

/** Asked for at the first sale, when there is something to keep (the browser asks the user only then). */
export function askToPersist(): void {
  // A refusal changes nothing for the sale; the settings screen shows what was answered.
  void navigator.storage
    ?.persisted()
    .then((isPersisted) => (isPersisted ? true : navigator.storage.persist()));
}

export function useStorageHealth(): StorageHealth | null {
  const [health, setHealth] = useState<StorageHealth | null>(null);
  useEffect(() => {
    if (!navigator.storage) return;
    void Promise.all([navigator.storage.persisted(), navigator.storage.estimate()]).then(
      ([isPersisted, estimate]) =>
        setHealth({ isPersisted, usedBytes: estimate.usage ?? 0, quotaBytes: estimate.quota ?? 0 }),
    );
  }, []);
  return health;
}

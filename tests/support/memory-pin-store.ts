/** PINs and their key for a device on Node; given again, the same device after a restart. */
import { newDeviceKey, type PinRecord, type PinStore } from '#db/pin-store.ts';

export function memoryPinStore(): PinStore {
  const records = new Map<string, PinRecord>();
  let key: Promise<CryptoKey> | null = null;
  return {
    key: () => (key ??= newDeviceKey()),
    all: async () => [...records.values()],
    async change(locationId, userId, alter) {
      const id = `${locationId} ${userId}`;
      const next = alter(records.get(id) ?? null);
      if (next) records.set(id, next);
      else records.delete(id);
    },
    async clear(locationId) {
      for (const [id, record] of records) if (record.location_id === locationId) records.delete(id);
      if (records.size === 0) key = null;
    },
  };
}

/**
 * Is this the device running out of room? SQLite says FULL or, over OPFS, IOERR
 * at the write or flush; IndexedDB names the quota. The statement was rolled
 * back in every case.
 */
export function isStorageFull(error: unknown): boolean {
  const text = error instanceof Error ? `${error.name} ${error.message}` : String(error);
  return /database or disk is full|disk i\/o error|SQLITE_FULL|QuotaExceeded|quota/i.test(text);
}

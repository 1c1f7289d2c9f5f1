/** Whether an error is SQLite's word that the file is not as it was left (faults T008). */
export function isDamaged(error: unknown): boolean {
  const text = error instanceof Error ? `${error.name} ${error.message}` : String(error);
  return /malformed|not a database|SQLITE_CORRUPT|SQLITE_NOTADB/i.test(text);
}

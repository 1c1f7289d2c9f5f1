/** A fresh UUID, made on the device so that it works offline (R1-8, R11.1-1). */
export function newId(): string {
  return crypto.randomUUID();
}

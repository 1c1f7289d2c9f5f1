/**
 * One file per user and location (R12-6): PowerSync would let the next user
 * upload what the last one queued. The name says nothing of either.
 */
export async function databaseName(userId: string, locationId: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${userId}\n${locationId}`);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hex = [...hash.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `flux-${hex}.db`;
}

/**
 * May this much go out? Judged at the till against what is on hand with all
 * that is posted here and not yet at the server (R4.1-16). Under BLOCK the
 * server asks again, and there the first to arrive wins (requirements !7).
 */
export type StockPolicy = 'WARN' | 'BLOCK';

export function judgeStock(
  policy: StockPolicy,
  onHandMilli: number,
  wantedMilli: number,
): 'ok' | 'warn' | 'block' {
  if (wantedMilli <= onHandMilli) return 'ok';
  return policy === 'BLOCK' ? 'block' : 'warn';
}

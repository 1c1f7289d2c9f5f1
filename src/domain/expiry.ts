/**
 * The day until which goods are good, as people copy it from a pack: year
 * first, so that no two countries read it differently. A month alone is its
 * last day. '2031-05-31', '2031.5.31', '20310531', '2031-05', '203105'.
 */
const shape = /^(\d{4})(?:[-./ ](\d{1,2})(?:[-./ ](\d{1,2}))?|(\d\d)(\d\d)?)$/;

/** YYYY-MM-DD; null for what is no day, or is before any till. */
export function parseExpiry(text: string): string | null {
  const [, year, m1, d1, m2, d2] = shape.exec(text.trim()) ?? [];
  const [month, day] = [m1 ?? m2, d1 ?? d2];
  if (year === undefined || month === undefined || Number(year) < 2000) return null;
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const days = day === undefined ? lastDay : Number(day);
  if (Number(month) < 1 || Number(month) > 12 || days < 1 || days > lastDay) return null;
  return `${year}-${month.padStart(2, '0')}-${String(days).padStart(2, '0')}`;
}

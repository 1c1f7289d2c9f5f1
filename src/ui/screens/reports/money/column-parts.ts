import type { ReportColumn } from '#ui/screens/reports/report-column.ts';

/** In the file alone. */
export function inFileOnly<Row>({ head, file }: ReportColumn<Row>): ReportColumn<Row> {
  return file ? { head, file } : { head };
}

/** In percent; null of nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole > 0 ? (part / whole) * 100 : null;
}

/** Nothing is a dash on the screen, so that what there is stands out; in the file it is a nought. */
export function dashed<Row>(column: ReportColumn<Row>, of: (row: Row) => number): ReportColumn<Row> {
  return { ...column, show: (row) => (of(row) === 0 ? '–' : column.show?.(row)) };
}

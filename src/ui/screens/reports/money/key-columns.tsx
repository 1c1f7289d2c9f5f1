import type { ReportColumn } from '#ui/screens/reports/report-column.ts';
import { RowLink } from './row-link.tsx';

interface KeyedRow {
  readonly key: string;
  readonly pending_count: number;
}

/** What a row is of, and the way to its documents; `all` is the row that sums up the others. */
export function keyColumn<Row extends KeyedRow>(
  head: string,
  all: Row,
  nameOf: (row: Row) => string,
): ReportColumn<Row> {
  return {
    head,
    show: (row) => (row === all ? 'All' : <RowLink rowKey={row.key}>{nameOf(row)}</RowLink>),
    file: nameOf,
    isText: true,
  };
}

/** Of how many documents only this device knows; in the file alone, for on the screen the figures say so. */
export const notSentYetColumn: ReportColumn<KeyedRow> = {
  head: 'Not sent yet',
  file: ({ pending_count }) => String(pending_count),
};

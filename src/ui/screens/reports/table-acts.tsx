import { Download, Printer } from 'lucide-react';
import { byteOrderMark, csvText } from '#domain/csv/write-csv.ts';
import { Button } from '#ui/parts/button.tsx';
import { printOn } from '#ui/print-on.ts';
import { saveFile } from '#ui/save-file.ts';
import type { ReportColumn } from './report-column.ts';

interface TableActsProps<Row> {
  readonly fileName: string;
  readonly columns: readonly ReportColumn<Row>[];
  readonly rows: readonly Row[];
}

/** What can be done with a table. */
export function TableActs<Row>({ fileName, columns, rows }: TableActsProps<Row>) {
  return (
    <div className="flex flex-wrap justify-end gap-2 print:hidden">
      <Button
        icon={Download}
        onClick={() => saveFile(`${fileName}.csv`, 'text/csv', [tableCsv(columns, rows)])}
      >
        CSV
      </Button>
      <Button icon={Printer} onClick={() => printOn({ size: 'A4', margin: '14mm' })}>
        Print
      </Button>
    </div>
  );
}

function tableCsv<Row>(columns: readonly ReportColumn<Row>[], rows: readonly Row[]): string {
  const kept = columns.flatMap(({ head, file }) => (file ? [{ head, file }] : []));
  const lines = rows.map((row) => kept.map(({ file }) => file(row)));
  return byteOrderMark + csvText([kept.map(({ head }) => head), ...lines]);
}

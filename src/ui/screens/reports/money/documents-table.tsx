import { ReceiptText } from 'lucide-react';
import type { EntityType } from '#schema/document-kinds.ts';
import type { DocumentState } from '#schema/document-state.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { useColumns, type ReportColumn } from '#ui/screens/reports/report-column.ts';
import { ReportTable } from '#ui/screens/reports/report-table.tsx';
import { DocumentLink } from './document-link.tsx';
import { AllRows } from './row-link.tsx';

interface ShownDocument {
  readonly id: string;
  readonly number: string;
  readonly client_created_at: string;
  readonly sync_status: DocumentState;
  readonly amount_minor: number;
}

interface DocumentsTableProps<Row extends ShownDocument> {
  readonly type: EntityType;
  /** The row that they are of. */
  readonly title: string;
  readonly fileName: string;
  readonly amount: string;
  readonly rows: readonly Row[];
  readonly isLoading: boolean;
  readonly further?: readonly ReportColumn<Row>[];
}

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** What a figure of a report is made of. */
export function DocumentsTable<Row extends ShownDocument>(props: DocumentsTableProps<Row>) {
  const { type, title, fileName, amount, rows, isLoading, further = [] } = props;
  const { money } = useColumns();
  return (
    <>
      <AllRows />
      <h3 className="text-lg font-semibold">{title}</h3>
      {rows.length > 0 ? (
        <ReportTable
          caption="Documents"
          {...{ fileName, rows }}
          keyOf={({ id }) => id}
          columns={[
            {
              head: 'Document',
              show: ({ id, number, sync_status }) => (
                <DocumentLink {...{ type, id, number }} status={sync_status} />
              ),
              file: ({ number }) => number,
              isText: true,
            },
            {
              head: 'When',
              show: ({ client_created_at }) => when.format(new Date(client_created_at)),
              file: ({ client_created_at }) => client_created_at,
              isText: true,
            },
            ...further,
            { head: 'State', file: ({ sync_status }) => sync_status },
            money(amount, (row: Row) => row.amount_minor, { isBold: true }),
          ]}
        />
      ) : isLoading ? null : (
        <EmptyState icon={ReceiptText} title="No documents">
          Nothing of these days is on this device.
        </EmptyState>
      )}
    </>
  );
}

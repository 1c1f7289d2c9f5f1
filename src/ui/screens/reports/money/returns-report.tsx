import { Undo2 } from 'lucide-react';
import {
  isOfSalesToo,
  returnDocuments,
  returnsBy,
  type ReturnKey,
  type ReturnRow,
} from '#queries/reports/returns-by.ts';
import { salesByTender, type TenderRow } from '#queries/reports/sales-by-tender.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { SelectField } from '#ui/parts/select-field.tsx';
import { NotSentYet } from '#ui/screens/reports/not-sent-yet.tsx';
import { useColumns } from '#ui/screens/reports/report-column.ts';
import { ReportFrame } from '#ui/screens/reports/report-frame.tsx';
import { oneOf } from '#ui/screens/reports/report-search.ts';
import { ReportTable } from '#ui/screens/reports/report-table.tsx';
import { reportThrottleMs } from '#ui/screens/reports/report-throttle.ts';
import { useReport, type AskedReport } from '#ui/screens/reports/use-report.ts';
import { useShop } from '#ui/shop-context.tsx';
import { shareOf } from './column-parts.ts';
import { DocumentsTable } from './documents-table.tsx';
import { Nothing } from './nothing.tsx';
import { keyColumn, notSentYetColumn } from './key-columns.tsx';

const words = {
  item: 'Item',
  reason: 'Reason',
  cashier: 'Cashier',
  shelf: 'Back on the shelf',
  receipt: 'With a receipt',
  tender: 'How it was paid back',
} as const;
type View = keyof typeof words;
const views: readonly [View, ...View[]] = ['item', 'reason', 'cashier', 'shelf', 'receipt', 'tender'];
const options = views.map((value) => ({ value, label: words[value] }));
const methods: Readonly<Record<string, string>> = { cash: 'Cash', card: 'Card', credit: 'Off what is owed' };

const nameOf = (by: ReturnKey, { key, label }: Pick<ReturnRow, 'key' | 'label'>): string => {
  if (by === 'reason') return key || 'No reason given';
  if (by === 'shelf') return key === '1' ? 'Back on the shelf' : 'Thrown away';
  if (by === 'receipt') return key === '1' ? 'With a receipt' : 'Without a receipt';
  return label ?? 'Somebody who left';
};

/** What came back in a period, and how it was paid back. */
export function ReturnsReport() {
  const asked = useReport('month');
  const { period, search, change } = asked;
  const by = oneOf(views, search.by);
  return (
    <ReportFrame
      heading="Returns"
      asked={asked}
      covers={period}
      choices={
        search.key === undefined ? (
          <SelectField label="By" value={by} options={options} onChange={(value) => change({ by: value })} />
        ) : null
      }
    >
      {(isWhole) =>
        by === 'tender' ? (
          <PaidBack asked={asked} isWhole={isWhole} />
        ) : search.key === undefined ? (
          <CameBack asked={asked} by={by} isWhole={isWhole} />
        ) : (
          <Documents asked={asked} by={by} rowKey={search.key} />
        )
      }
    </ReportFrame>
  );
}

interface PartProps {
  readonly asked: AskedReport;
  readonly by: Exclude<View, 'tender'>;
}

function CameBack({ asked: { period }, by, isWhole }: PartProps & { readonly isWhole: boolean }) {
  const { read } = useShop().till.db;
  const { rows, isLoading } = useLive(returnsBy(read, { period, by }), reportThrottleMs);
  const whole = useLive(returnsBy(read, { period, by: 'whole' }), reportThrottleMs);
  const { money, count, quantity, percent } = useColumns();
  const [all] = whole.rows;
  if (isLoading || whole.isLoading) return null;
  if (!all) return <Nothing icon={Undo2} title="Nothing came back in these days" isWhole={isWhole} />;
  return (
    <ReportTable
      caption={`Returns by ${words[by].toLowerCase()}`}
      fileName={`returns-by-${by}-${period.from}-${period.to}`}
      rows={rows.toSorted((a, b) => b.returned_minor - a.returned_minor || (a.key < b.key ? -1 : 1))}
      keyOf={({ key }) => key}
      foot={all}
      columns={[
        keyColumn(words[by], all, (row) => nameOf(by, row)),
        count('Returns', (row: ReturnRow) => row.return_count, { isWide: true }),
        notSentYetColumn,
        ...(by === 'item'
          ? [quantity<ReturnRow>('Quantity', (row) => (row === all ? null : row.quantity_milli))]
          : []),
        {
          ...money('Returned', (row: ReturnRow) => row.returned_minor),
          show: (row) => <NotSentYet all={row.returned_minor} pending={row.pending_minor} />,
          isBold: true,
        },
        percent('% of sales', (row: ReturnRow) =>
          shareOf(row.returned_minor, isOfSalesToo(by) ? row.sold_minor : all.sold_minor),
        ),
      ]}
    />
  );
}

function Documents({ asked: { period }, by, rowKey }: PartProps & { readonly rowKey: string }) {
  const { read } = useShop().till.db;
  const { rows, isLoading } = useLive(returnDocuments(read, { period, by }, rowKey), reportThrottleMs);
  const named = useLive(returnsBy(read, { period, by }), reportThrottleMs).rows;
  const row = named.find(({ key }) => key === rowKey) ?? { key: rowKey, label: null };
  return (
    <DocumentsTable
      type="sales_invoice"
      title={nameOf(by, row)}
      fileName={`returns-${period.from}-${period.to}`}
      amount="Returned"
      {...{ rows, isLoading }}
    />
  );
}

interface PaidBackProps {
  readonly asked: AskedReport;
  readonly isWhole: boolean;
}

function PaidBack({ asked: { period }, isWhole }: PaidBackProps) {
  const { rows, isLoading } = useLive(salesByTender(useShop().till.db.read, period), reportThrottleMs);
  const { money, count, text } = useColumns();
  const returns = rows.filter(({ kind }) => kind === 'return');
  if (returns.length === 0)
    return isLoading ? null : (
      <Nothing icon={Undo2} title="Nothing came back in these days" isWhole={isWhole} />
    );
  return (
    <ReportTable
      caption={words.tender}
      fileName={`paid-back-${period.from}-${period.to}`}
      rows={returns}
      keyOf={({ method }) => method}
      columns={[
        text('Paid back', (row: TenderRow) => methods[row.method] ?? row.method),
        count('Count', (row: TenderRow) => row.payment_count),
        count('Not sent yet', (row: TenderRow) => row.pending_count, { isWide: true }),
        money('Amount', (row: TenderRow) => -row.amount_minor, { isBold: true }),
      ]}
    />
  );
}

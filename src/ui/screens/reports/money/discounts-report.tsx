import { Percent } from 'lucide-react';
import {
  changedPrices,
  discountDocuments,
  discountsBy,
  type ChangedPrice,
  type DiscountKey,
  type DiscountRow,
} from '#queries/reports/discounts.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { SelectField } from '#ui/parts/select-field.tsx';
import { useColumns } from '#ui/screens/reports/report-column.ts';
import { ReportFrame } from '#ui/screens/reports/report-frame.tsx';
import { oneOf } from '#ui/screens/reports/report-search.ts';
import { ReportTable } from '#ui/screens/reports/report-table.tsx';
import { reportThrottleMs } from '#ui/screens/reports/report-throttle.ts';
import { useReport, type AskedReport } from '#ui/screens/reports/use-report.ts';
import { useShop } from '#ui/shop-context.tsx';
import { shareOf } from './column-parts.ts';
import { DocumentLink } from './document-link.tsx';
import { DocumentsTable } from './documents-table.tsx';
import { Nothing } from './nothing.tsx';
import { keyColumn, notSentYetColumn } from './key-columns.tsx';

const words = {
  cashier: 'Cashier',
  reason: 'Reason',
  item: 'Item',
  approver: 'Allowed by',
  price: 'Each changed price',
} as const;
type View = keyof typeof words;
const views: readonly [View, ...View[]] = ['cashier', 'reason', 'item', 'approver', 'price'];
const options = views.map((value) => ({ value, label: words[value] }));
const nameOf = (by: DiscountKey, { key, label }: Pick<DiscountRow, 'key' | 'label'>) => {
  if (by === 'reason') return key || 'No reason given';
  if (by === 'approver') return label ?? (key ? 'Somebody who left' : 'Nobody');
  return label ?? 'Somebody who left';
};

/** What was taken off prices in a period, and who allowed it. */
export function DiscountsReport() {
  const asked = useReport();
  const { period, search, change } = asked;
  const by = oneOf(views, search.by);
  return (
    <ReportFrame
      heading="Discounts and changed prices"
      asked={asked}
      covers={period}
      choices={
        search.key === undefined ? (
          <SelectField label="By" value={by} options={options} onChange={(value) => change({ by: value })} />
        ) : null
      }
    >
      {(isWhole) =>
        by === 'price' ? (
          <ChangedPrices asked={asked} isWhole={isWhole} />
        ) : search.key === undefined ? (
          <Given asked={asked} by={by} isWhole={isWhole} />
        ) : (
          <Documents asked={asked} by={by} rowKey={search.key} />
        )
      }
    </ReportFrame>
  );
}

interface PartProps {
  readonly asked: AskedReport;
  readonly by: Exclude<View, 'price'>;
}

function Given({ asked: { period }, by, isWhole }: PartProps & { readonly isWhole: boolean }) {
  const { read } = useShop().till.db;
  const { rows, isLoading } = useLive(discountsBy(read, { period, by }), reportThrottleMs);
  const whole = useLive(discountsBy(read, { period, by: 'whole' }), reportThrottleMs);
  const { money, count, percent } = useColumns();
  const [all] = whole.rows;
  if (isLoading || whole.isLoading) return null;
  if (!all) return <Nothing icon={Percent} title="Nothing was taken off in these days" isWhole={isWhole} />;
  const off = (row: DiscountRow) => row.discount_minor + row.lowered_minor;
  const isOfAll = by === 'reason' || by === 'approver';
  return (
    <ReportTable
      caption={`Discounts by ${words[by].toLowerCase()}`}
      fileName={`discounts-by-${by}-${period.from}-${period.to}`}
      rows={rows.toSorted((a, b) => off(b) - off(a) || (a.key < b.key ? -1 : 1))}
      keyOf={({ key }) => key}
      foot={all}
      columns={[
        keyColumn(words[by], all, (row) => nameOf(by, row)),
        count('Receipts', (row: DiscountRow) => row.document_count, { isWide: true }),
        notSentYetColumn,
        money('Discounts', (row: DiscountRow) => row.discount_minor, { isWide: true }),
        money('Prices lowered', (row: DiscountRow) => row.lowered_minor, { isWide: true }),
        money('Prices raised', (row: DiscountRow) => row.raised_minor, { isWide: true }),
        money('Taken off', off, { isBold: true }),
        // Of what it would have come to without.
        percent('% of sales', (row: DiscountRow) => {
          const gross = isOfAll ? all.gross_minor + off(all) : row.gross_minor + off(row);
          return shareOf(off(row), gross);
        }),
      ]}
    />
  );
}

function Documents({ asked: { period }, by, rowKey }: PartProps & { readonly rowKey: string }) {
  const { read } = useShop().till.db;
  const { rows, isLoading } = useLive(discountDocuments(read, { period, by }, rowKey), reportThrottleMs);
  const named = useLive(discountsBy(read, { period, by }), reportThrottleMs).rows;
  const row = named.find(({ key }) => key === rowKey) ?? { key: rowKey, label: null };
  return (
    <DocumentsTable
      type="sales_invoice"
      title={nameOf(by, row)}
      fileName={`discounts-${period.from}-${period.to}`}
      amount="Taken off"
      {...{ rows, isLoading }}
    />
  );
}

interface ChangedPricesProps {
  readonly asked: AskedReport;
  readonly isWhole: boolean;
}

function ChangedPrices({ asked: { period }, isWhole }: ChangedPricesProps) {
  const { rows, isLoading } = useLive(changedPrices(useShop().till.db.read, period), reportThrottleMs);
  const { money, quantity, text } = useColumns();
  if (rows.length === 0)
    return isLoading ? null : (
      <Nothing icon={Percent} title="Nothing was taken off in these days" isWhole={isWhole} />
    );
  return (
    <ReportTable
      caption="Changed prices"
      fileName={`changed-prices-${period.from}-${period.to}`}
      rows={rows}
      keyOf={({ line_id }) => line_id}
      columns={[
        text('Item', (row: ChangedPrice) => row.item_name),
        {
          head: 'Document',
          show: ({ document_id: id, number, sync_status }) => (
            <DocumentLink type="sales_invoice" {...{ id, number }} status={sync_status} />
          ),
          file: ({ number }) => number,
          isText: true,
        },
        quantity('Quantity', (row: ChangedPrice) => row.quantity_milli, { isWide: true }),
        money('Was', (row: ChangedPrice) => row.list_price_minor),
        money('Became', (row: ChangedPrice) => row.price_minor, { isBold: true }),
        text('Cashier', (row: ChangedPrice) => row.cashier_name ?? '', { isWide: true }),
        text('Allowed by', (row: ChangedPrice) => row.approver_name ?? 'nobody', { isWide: true }),
        text('Reason', (row: ChangedPrice) => row.approval_reason, { isWide: true }),
      ]}
    />
  );
}

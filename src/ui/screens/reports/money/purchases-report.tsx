import { PackagePlus } from 'lucide-react';
import {
  lastCosts,
  purchaseDocuments,
  purchasesBy,
  type ItemCost,
  type PurchaseKey,
  type PurchaseRow,
  type ReceivedNote,
} from '#queries/reports/purchases-by.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { SelectField } from '#ui/parts/select-field.tsx';
import { Bars } from '#ui/screens/reports/bars.tsx';
import { NotSentYet } from '#ui/screens/reports/not-sent-yet.tsx';
import { useColumns } from '#ui/screens/reports/report-column.ts';
import { ReportFrame } from '#ui/screens/reports/report-frame.tsx';
import { oneOf } from '#ui/screens/reports/report-search.ts';
import { ReportTable } from '#ui/screens/reports/report-table.tsx';
import { reportThrottleMs } from '#ui/screens/reports/report-throttle.ts';
import { useReport, type AskedReport } from '#ui/screens/reports/use-report.ts';
import { useShop } from '#ui/shop-context.tsx';
import { DocumentsTable } from './documents-table.tsx';
import { Nothing } from './nothing.tsx';
import { keyColumn, notSentYetColumn } from './key-columns.tsx';

type View = Exclude<PurchaseKey, 'whole'>;
const words: Readonly<Record<View, string>> = { supplier: 'Supplier', item: 'Item', month: 'Month' };
const views: readonly [View, ...View[]] = ['supplier', 'item', 'month'];
const options = views.map((value) => ({ value, label: words[value] }));
const month = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' });

const nameOf = (by: View, { key, label }: Pick<PurchaseRow, 'key' | 'label'>): string => {
  if (by === 'month') return month.format(new Date(`${key}-01`));
  return label ?? (key === '' ? 'No supplier named' : 'No longer here');
};

/** What was received, from whom, and at what it cost. */
export function PurchasesReport() {
  const asked = useReport('month');
  const { period, search, change } = asked;
  const by = oneOf(views, search.by);
  return (
    <ReportFrame
      heading="Purchases"
      asked={asked}
      covers={period}
      choices={
        search.key === undefined ? (
          <SelectField label="By" value={by} options={options} onChange={(value) => change({ by: value })} />
        ) : null
      }
    >
      {(isWhole) =>
        search.key === undefined ? (
          <Received asked={asked} by={by} isWhole={isWhole} />
        ) : (
          <Notes asked={asked} by={by} rowKey={search.key} />
        )
      }
    </ReportFrame>
  );
}

interface PartProps {
  readonly asked: AskedReport;
  readonly by: View;
}

function Received({ asked: { period }, by, isWhole }: PartProps & { readonly isWhole: boolean }) {
  const { read } = useShop().till.db;
  const { rows, isLoading } = useLive(purchasesBy(read, { period, by }), reportThrottleMs);
  const whole = useLive(purchasesBy(read, { period, by: 'whole' }), reportThrottleMs);
  const costs = useLive(lastCosts(read, period), reportThrottleMs).rows;
  const { money, count, quantity, percent } = useColumns();
  const [all] = whole.rows;
  if (isLoading || whole.isLoading) return null;
  if (!all) {
    return <Nothing icon={PackagePlus} title="Nothing was received in these days" isWhole={isWhole} />;
  }
  const byItem = new Map(costs.map((cost) => [cost.item_id, cost]));
  const ofItem = (of: (cost: ItemCost) => number | null) => (row: PurchaseRow) => {
    const cost = byItem.get(row.key);
    return cost ? of(cost) : null;
  };
  const sorted =
    by === 'month'
      ? rows
      : rows.toSorted((a, b) => b.amount_minor - a.amount_minor || (a.key < b.key ? -1 : 1));
  return (
    <>
      {/* Of items there are too many to tell bars apart. */}
      {by === 'item' || sorted.length < 2 ? null : (
        <Bars
          label={`Purchases by ${words[by].toLowerCase()}`}
          rows={sorted.map((row) => ({
            key: row.key,
            name: nameOf(by, row),
            amount_minor: row.amount_minor,
          }))}
        />
      )}
      <ReportTable
        caption={`Purchases by ${words[by].toLowerCase()}`}
        fileName={`purchases-by-${by}-${period.from}-${period.to}`}
        rows={sorted}
        keyOf={({ key }) => key}
        foot={all}
        columns={[
          keyColumn(words[by], all, (row) => nameOf(by, row)),
          count('Notes', (row: PurchaseRow) => row.note_count, { isWide: true }),
          notSentYetColumn,
          ...(by === 'item'
            ? [
                quantity<PurchaseRow>('Quantity', (row) => (row === all ? null : row.quantity_milli), {
                  isWide: true,
                }),
                money<PurchaseRow>(
                  'Last cost',
                  ofItem((cost) => cost.unit_cost_minor),
                ),
                money<PurchaseRow>(
                  'Before',
                  ofItem((cost) => cost.before_minor),
                  { isWide: true },
                ),
                percent<PurchaseRow>('Change %', ofItem(changeOf), { isWide: true }),
              ]
            : []),
          {
            ...money('Cost', (row: PurchaseRow) => row.amount_minor),
            show: (row) => <NotSentYet all={row.amount_minor} pending={row.pending_minor} />,
            isBold: true,
          },
        ]}
      />
    </>
  );
}

function changeOf({ unit_cost_minor, before_minor }: ItemCost): number | null {
  return before_minor === null || before_minor === 0
    ? null
    : ((unit_cost_minor - before_minor) / before_minor) * 100;
}

function Notes({ asked: { period }, by, rowKey }: PartProps & { readonly rowKey: string }) {
  const { read } = useShop().till.db;
  const { rows, isLoading } = useLive(purchaseDocuments(read, { period, by }, rowKey), reportThrottleMs);
  const named = useLive(purchasesBy(read, { period, by }), reportThrottleMs).rows;
  const row = named.find(({ key }) => key === rowKey) ?? { key: rowKey, label: null };
  const { text, quantity } = useColumns();
  return (
    <DocumentsTable
      type="grn"
      title={nameOf(by, row)}
      fileName={`notes-${period.from}-${period.to}`}
      amount="Cost"
      {...{ rows, isLoading }}
      further={[
        text('Supplier', (note: ReceivedNote) => note.supplier_name ?? '', { isWide: true }),
        ...(by === 'item' ? [quantity('Quantity', (note: ReceivedNote) => note.quantity_milli)] : []),
      ]}
    />
  );
}

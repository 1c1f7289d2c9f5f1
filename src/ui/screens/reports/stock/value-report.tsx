import { Boxes } from 'lucide-react';
import { addDays } from '#domain/business-date.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Field } from '#ui/parts/field.tsx';
import { SelectField } from '#ui/parts/select-field.tsx';
import { dayText } from '#ui/day-text.ts';
import { Bars } from '#ui/screens/reports/bars.tsx';
import { useColumns } from '#ui/screens/reports/report-column.ts';
import { ReportFrame } from '#ui/screens/reports/report-frame.tsx';
import { oneOf } from '#ui/screens/reports/report-search.ts';
import { ReportTable } from '#ui/screens/reports/report-table.tsx';
import { useReport, type AskedReport } from '#ui/screens/reports/use-report.ts';
import { StockNotes } from './stock-notes.tsx';
import { useStock } from './use-stock.ts';
import { valueColumns } from './value-columns.tsx';
import { valueRows, valueViews, wholeOf, type ValueView } from './value-rows.ts';

const words: Readonly<Record<ValueView, string>> = { item: 'Item', category: 'Category', batch: 'Batch' };
const options = valueViews.map((value) => ({ value, label: words[value] }));

/** What the stock is worth, now or at the end of a day: that is what is there now less what has moved since. */
export function ValueReport() {
  const asked = useReport('today');
  const { today, search, change } = asked;
  const day = asked.period.to < today ? asked.period.to : null;
  const view = oneOf(valueViews, search.by);
  return (
    <ReportFrame
      heading={day === null ? 'Stock now' : `Stock at the end of ${dayText(day)}`}
      asked={asked}
      covers={day === null ? null : { from: addDays(day, 1), to: today }}
      needs="ledger"
      hasPeriod={false}
      choices={
        <>
          <Field
            label="At the end of"
            type="date"
            value={day ?? today}
            max={today}
            onChange={({ target: { value } }) =>
              value ? change(value < today ? { from: value, to: value } : { preset: 'today' }) : undefined
            }
          />
          <SelectField label="By" value={view} options={options} onChange={(by) => change({ by })} />
        </>
      }
    >
      {(isWhole) =>
        isWhole ? (
          <StockValue asked={asked} day={day} view={view} />
        ) : (
          <EmptyState icon={Boxes} title="What was there is not known yet">
            Stock of a day is today’s less what moved since: it needs the months named above.
          </EmptyState>
        )
      }
    </ReportFrame>
  );
}

interface StockValueProps {
  readonly asked: AskedReport;
  readonly day: string | null;
  readonly view: ValueView;
}

function StockValue({ asked, day, view }: StockValueProps) {
  const { items: all, isLoading } = useStock(day);
  const columns = useColumns();
  const { key } = asked.search;
  const items = key === undefined ? all : all.filter(({ category_id }) => category_id === key);
  const rows = valueRows(items, view);
  if (isLoading) return null;
  if (rows.length === 0) {
    return (
      <EmptyState icon={Boxes} title={view === 'batch' ? 'No batches on hand' : 'Nothing on hand'}>
        Goods that are received or counted are listed here.
      </EmptyState>
    );
  }
  return (
    <>
      <StockNotes items={items} of={key === undefined ? null : (items[0]?.category_name ?? 'No category')} />
      {view === 'category' ? (
        <Bars
          rows={rows.map(({ key: id, name, value_minor }) => ({ key: id, name, amount_minor: value_minor }))}
          label="Value of the stock by category"
        />
      ) : null}
      <ReportTable
        caption={`Stock by ${words[view].toLowerCase()}`}
        fileName={`stock-by-${view}-${day ?? asked.today}`}
        columns={valueColumns(columns, view)}
        rows={rows}
        keyOf={(row) => row.key}
        foot={wholeOf(rows)}
      />
    </>
  );
}

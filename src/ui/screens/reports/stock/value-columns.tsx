import { Link } from '@tanstack/react-router';
import { decimalText } from '#domain/decimal.ts';
import type { Columns, ReportColumn } from '#ui/screens/reports/report-column.ts';
import { NotSentYet } from '#ui/screens/reports/not-sent-yet.tsx';
import { ItemLink } from './item-link.tsx';
import { quantityColumn } from './quantity-text.tsx';
import type { ValueRow, ValueView } from './value-rows.ts';

/** Each row is a way to what it is made of: a category to its items, an item to its moves. */
export function valueColumns(
  { money, count, text }: Columns,
  view: ValueView,
): readonly ReportColumn<ValueRow>[] {
  const name: ReportColumn<ValueRow> = {
    head: view === 'category' ? 'Category' : 'Item',
    show: (row) => <RowName row={row} />,
    file: (row) => row.name,
    isText: true,
  };
  const value: ReportColumn<ValueRow> = {
    ...money('Value', (row: ValueRow) => row.value_minor),
    show: (row) => <NotSentYet all={row.value_minor} pending={row.pending_minor} />,
    isBold: true,
  };
  const pendingValue = {
    head: 'Value not sent yet',
    file: money<ValueRow>('', (row) => row.pending_minor).file ?? (() => ''),
  };
  if (view === 'category') return [name, count('Items', (row) => row.item_count), value, pendingValue];
  return [
    name,
    ...(view === 'batch'
      ? [
          { head: 'Batch', file: (row: ValueRow) => row.batch ?? '' },
          text<ValueRow>('Expires', (row) => row.expiry_date ?? '', { isWide: true }),
        ]
      : [text<ValueRow>('Category', (row) => row.item?.category_name ?? '', { isWide: true })]),
    quantityColumn<ValueRow>(
      'On hand',
      (row) => row.on_hand_milli,
      (row) => row.item,
      { pending: (row) => row.pending_milli },
    ),
    { head: 'Unit', file: (row) => row.item?.unit_symbol ?? '' },
    { head: 'Quantity not sent yet', file: (row) => decimalText(row.pending_milli, 3) },
    money('Average cost', (row) => row.item?.cost_minor ?? null, { isWide: true }),
    value,
    pendingValue,
  ];
}

function RowName({ row }: { readonly row: ValueRow }) {
  if (row.item) return <ItemLink id={row.item.id} name={row.name} note={noteOf(row)} />;
  if (row.key === '') return row.name;
  return (
    <Link
      to="/reports/$report"
      params={{ report: 'stock-value' }}
      search={(before) => ({ ...before, by: 'item', key: row.key })}
      className="-my-2.5 flex min-h-touch items-center underline-offset-4 hover:underline"
    >
      {row.name}
    </Link>
  );
}

function noteOf({ item, batch }: ValueRow): string | null {
  if (batch !== null) return `Batch ${batch}`;
  return item?.is_archived === 1 ? 'archived' : null;
}

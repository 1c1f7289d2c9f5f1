import { useState } from 'react';
import type { SqlRow } from '#schema/workbench.ts';
import { SelectField } from '#ui/parts/select-field.tsx';
import { Bars } from '#ui/screens/reports/bars.tsx';
import { useCurrency } from '#ui/shop-context.tsx';
import { cellText, type Amounts, type ChartColumns } from './cell-text.ts';

interface ResultChartProps {
  readonly of: ChartColumns;
  readonly columns: readonly string[];
  readonly rows: readonly SqlRow[];
  readonly amounts: Amounts;
}

const mostBars = 120;

export function ResultChart({ of, columns, rows, amounts }: ResultChartProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const currency = useCurrency();
  const drawn = of.numbers.find((index) => columns[index] === chosen) ?? of.numbers[0] ?? 0;
  const name = columns[drawn] ?? '';
  const bars = rows.slice(0, mostBars).map((row, index) => ({
    key: String(index),
    name: String(row[of.label] ?? 'null'),
    amount_minor: Number(row[drawn] ?? 0),
  }));
  return (
    <div className="flex flex-col gap-2">
      {of.numbers.length > 1 ? (
        <SelectField
          label="Chart of"
          className="w-64"
          value={name}
          options={of.numbers.map((index) => ({ value: columns[index] ?? '', label: columns[index] ?? '' }))}
          onChange={setChosen}
        />
      ) : null}
      <Bars
        rows={bars}
        label={`${name} by ${columns[of.label] ?? ''}`}
        format={(value) => cellText(value, name, amounts, currency)}
      />
      {rows.length > mostBars ? (
        <p className="text-soft text-sm">Drawn are the first {mostBars} rows.</p>
      ) : null}
    </div>
  );
}

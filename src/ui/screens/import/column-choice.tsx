import { readValue, type Numbers } from '#domain/csv/cells.ts';
import { isNamed } from '#domain/csv/cell-text.ts';
import type { FileColumn } from '#domain/csv/file-columns.ts';
import type { CsvTable } from '#domain/csv/read-table.ts';
import type { Currency } from '#domain/money.ts';
import { valueText } from '#ui/masters/value-text.ts';
import { SelectField } from '#ui/parts/select-field.tsx';

interface ColumnChoiceProps {
  readonly column: FileColumn;
  readonly file: CsvTable;
  /** Null: the file does not have it. */
  readonly place: number | null;
  readonly numbers: Numbers;
  readonly currency: Currency;
  readonly onChange: (place: number | null) => void;
}

const absent = 'none';

export function ColumnChoice({ column, file, place, numbers, currency, onChange }: ColumnChoiceProps) {
  const options = file.heading.map((word, index) => ({
    value: String(index),
    label: word === '' ? `Column ${index + 1}` : word,
  }));
  return (
    <li className="grid gap-x-5 gap-y-1 py-3 sm:grid-cols-2 sm:items-end">
      <SelectField
        label={column.heading}
        value={place === null ? absent : String(place)}
        options={[{ value: absent, label: 'Not in the file' }, ...options]}
        onChange={(value) => onChange(value === absent ? null : Number(value))}
      />
      <p className="text-soft num min-w-0 text-sm break-words sm:pb-3">
        {place === null
          ? null
          : samples(file, place)
              .map((text) => asRead(text, column, numbers, currency))
              .join(' · ')}
      </p>
    </li>
  );
}

const [rowsLookedAt, samplesShown, longest] = [200, 3, 40];

/** The first texts of the column that differ. */
function samples(file: CsvTable, place: number): readonly string[] {
  const texts = file.rows.slice(0, rowsLookedAt).map(({ cells }) => cells[place] ?? '');
  return [...new Set(texts.filter((text) => text !== ''))].slice(0, samplesShown);
}

/** With what it is taken for, where that is not the text itself. */
function asRead(text: string, { column, kind }: FileColumn, numbers: Numbers, currency: Currency): string {
  const shown = text.length > longest ? `${text.slice(0, longest)}…` : text;
  if (isNamed(kind) || kind === 'text' || kind === 'barcode' || kind === 'id') return shown;
  const read = readValue(kind, text, numbers);
  if ('fault' in read) return `${shown}: cannot be read`;
  const said = valueText(column, read.value, { currency, names: {} });
  return bare(said) === bare(shown) ? shown : `${shown} = ${said}`;
}

function bare(text: string): string {
  return text.replace(/\s/g, '').toLowerCase();
}

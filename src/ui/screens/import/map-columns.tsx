import { CheckField } from '#ui/parts/check-field.tsx';
import { Button } from '#ui/parts/button.tsx';
import { Segmented } from '#ui/parts/segmented.tsx';
import type { DecimalMark } from '#domain/csv/amount.ts';
import { fileColumns, isAmount, type FileTable } from '#domain/csv/file-columns.ts';
import type { Currency } from '#domain/money.ts';
import { ColumnChoice } from './column-choice.tsx';
import type { Choices, Step } from './import-step.ts';
import { rowCount } from './list-words.ts';
import { NewItemDefaults } from './new-item-defaults.tsx';
import { StepPanel } from './step-panel.tsx';
import type { Import } from './use-import.ts';

interface MapColumnsProps {
  readonly it: Import;
  readonly step: Extract<Step, { kind: 'map' }>;
  readonly list: FileTable;
  readonly currency: Currency;
}

const marks = [
  { value: '.', label: '1,234.50' },
  { value: ',', label: '1.234,50' },
] as const;

/** Which column of the file is which, guessed and to be corrected, with what stands in it. */
export function MapColumns({ it, step, list, currency }: MapColumnsProps) {
  const { file, choices } = step;
  const set = (change: (choices: Choices) => Partial<Choices>) =>
    it.setStep((now) =>
      now.kind === 'map' ? { ...now, choices: { ...now.choices, ...change(now.choices) } } : now,
    );
  const numbers = { mark: choices.mark, currencyDecimals: currency.currency_decimals };
  return (
    <StepPanel title={`Columns of ${file.name}`}>
      <p className="text-soft">
        {rowCount(file.table.rows.length)}. Say which column is which. A cell that is empty changes nothing.
      </p>
      <ul className="divide-line border-line divide-y border-y">
        {fileColumns[list].map((column) => (
          <ColumnChoice
            key={column.column}
            column={column}
            file={file.table}
            place={choices.mapping[column.column] ?? null}
            numbers={numbers}
            currency={currency}
            onChange={(place) =>
              set(({ mapping }) => ({ mapping: withPlace(mapping, column.column, place) }))
            }
          />
        ))}
      </ul>
      {fileColumns[list].some(({ kind }) => isAmount(kind)) ? (
        <div className="flex flex-wrap items-center gap-3">
          <p className="font-semibold">Numbers are written like</p>
          <Segmented<DecimalMark>
            label="Numbers are written like"
            value={choices.mark}
            segments={marks}
            onChange={(mark) => set(() => ({ mark }))}
          />
        </div>
      ) : null}
      {list === 'items' ? (
        <>
          <NewItemDefaults
            defaults={choices.defaults}
            onChange={(column, id) =>
              set(({ defaults }) => ({ defaults: withDefault(defaults, column, id) }))
            }
          />
          <CheckField
            label="Add categories and units that are not there yet"
            isChecked={choices.mayMakeNames}
            onChange={(mayMakeNames) => set(() => ({ mayMakeNames }))}
          />
        </>
      ) : null}
      <div className="flex flex-col gap-3 sm:flex-row-reverse sm:self-end">
        <Button tone="primary" size="lg" onClick={() => void it.check(file, choices)}>
          See what would change
        </Button>
        <Button size="lg" onClick={it.startAnew}>
          Another file
        </Button>
      </div>
    </StepPanel>
  );
}

/** A place is one column's: whoever had it before has none. */
function withPlace(mapping: Choices['mapping'], column: string, place: number | null): Choices['mapping'] {
  const others = Object.entries(mapping).filter(([name, at]) => name !== column && at !== place);
  return Object.fromEntries(place === null ? others : [...others, [column, place]]);
}

function withDefault(defaults: Choices['defaults'], column: string, id: string): Choices['defaults'] {
  const others = Object.entries(defaults).filter(([name]) => name !== column);
  return Object.fromEntries(id === '' ? others : [...others, [column, id]]);
}

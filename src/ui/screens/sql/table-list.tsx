import { useState } from 'react';
import { tableNotes } from '#schema/table-notes.generated.ts';
import { readableLocalTables, type CopiedTable } from '#schema/workbench.ts';
import { Button } from '#ui/parts/button.tsx';
import { SearchField } from '#ui/parts/search-field.tsx';

interface TableListProps {
  readonly tables: readonly CopiedTable[];
  readonly onInsert: (name: string) => void;
  /** Null where it was stopped. */
  readonly countRows: ((table: string) => Promise<number | null>) | null;
}

const ofDevice: Readonly<Record<string, string>> = readableLocalTables;

/** What can be asked; what is pressed goes into the editor. */
export function TableList({ tables, onInsert, countRows }: TableListProps) {
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const shown = tables.filter(
    ({ name, columns }) => name.includes(wanted) || columns.some((column) => column.name.includes(wanted)),
  );
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3">
      <SearchField label="Find a table or column" value={text} onChange={setText} />
      <p className="text-soft text-sm">
        <b>_minor</b> is money in whole cents, <b>_milli</b> a quantity in thousandths, <b>_ppm</b> a rate in
        millionths: 23 % is 230000.
      </p>
      <ul className="scroll-calm min-h-0 flex-1" aria-label="Tables">
        {shown.map((table) => (
          <li key={table.name} className="border-line border-b">
            <TableEntry {...{ table, onInsert, countRows }} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function TableEntry({
  table,
  onInsert,
  countRows,
}: Omit<TableListProps, 'tables'> & { readonly table: CopiedTable }) {
  const [count, setCount] = useState<number | null>(null);
  const [isOpen, setOpen] = useState(false);
  const note = tableNotes[table.name];
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="hover:bg-hover min-h-touch flex cursor-pointer items-center gap-2 rounded-md px-2 font-semibold break-all">
        {table.name}
      </summary>
      {isOpen ? (
        <div className="flex flex-col gap-1 px-2 pb-3">
          <p className="text-soft text-sm">{note?.says ?? ofDevice[table.name]}</p>
          <div className="flex flex-wrap items-center gap-2">
            <Button onClick={() => onInsert(table.name)} aria-label={`Insert ${table.name}`}>
              Insert
            </Button>
            <Button
              tone="quiet"
              disabled={countRows === null}
              onClick={() => void countRows?.(table.name).then(setCount)}
            >
              {count === null ? 'Count rows' : `${count.toLocaleString()} rows`}
            </Button>
          </div>
          <ul>
            {table.columns.map(({ name, type }) => (
              <li key={name}>
                <button
                  type="button"
                  onClick={() => onInsert(name)}
                  title={note?.columns[name]}
                  className="hover:bg-hover min-h-touch flex w-full items-center justify-between gap-2 rounded-md px-2 text-start text-sm"
                >
                  <span className="break-all">{name}</span>
                  <span className="text-soft text-xs">{type.toLowerCase()}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </details>
  );
}

import type { MasterRow } from '#queries/masters.ts';
import { fieldWord } from '#ui/masters/words.ts';
import type { MasterDefinition } from '#ui/masters/definition.ts';
import { useShownText } from '#ui/screens/catalog/use-shown-text.ts';

/** A record to look at. */
export function MasterDetails({
  definition,
  row,
}: {
  readonly definition: MasterDefinition;
  readonly row: MasterRow;
}) {
  const shown = useShownText();
  return (
    <dl className="divide-line grid divide-y">
      {definition.columns.map((column) => (
        <div key={column.name} className="flex flex-wrap gap-x-4 py-2.5">
          <dt className="text-soft min-w-40 flex-1">{fieldWord(column.name)}</dt>
          <dd className="num flex-2 font-semibold break-words whitespace-pre-line">
            {shown(column, row) || 'None'}
          </dd>
        </div>
      ))}
    </dl>
  );
}

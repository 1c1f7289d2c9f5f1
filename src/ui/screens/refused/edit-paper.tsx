import { plainValues } from '#domain/master-conflict.ts';
import { changesOf, type MasterEdit, type Values } from '#domain/master-edit.ts';
import { namesOf } from '#queries/names.ts';
import { masterEditPayload } from '#schema/documents/master-edit.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { valueText } from '#ui/masters/value-text.ts';
import { fieldWord, masterWord } from '#ui/masters/words.ts';
import { Panel } from '#ui/parts/panel.tsx';
import { Facts } from '#ui/screens/settings/facts.tsx';
import { useSettings, useShop } from '#ui/shop-context.tsx';

/** What an edit of a master would have set, field by field, and what was there when it was made. */
export function EditPaper({ payload }: { readonly payload: string }) {
  const read = masterEditPayload.safeParse(JSON.parse(payload));
  if (!read.success) {
    return (
      <Panel title="The edit">
        <p>Its content is not what an edit should have, so it cannot be shown. Nothing of it is lost.</p>
      </Panel>
    );
  }
  const { table, kind, columns, previous } = read.data;
  return (
    <Panel title={kind === 'create' ? `New: ${masterWord(table)}` : `Edit: ${masterWord(table)}`}>
      <Changes kind={kind} columns={plainValues(columns)} previous={plainValues(previous)} />
    </Panel>
  );
}

type ChangesProps = Pick<MasterEdit, 'kind' | 'columns' | 'previous'>;

function Changes({ kind, columns, previous }: ChangesProps) {
  const { till } = useShop();
  const currency = useSettings() ?? { currency: 'XXX', currency_decimals: 2 };
  const ids = [...Object.values(columns), ...Object.values(previous)].filter(
    (value) => typeof value === 'string',
  );
  const { rows } = useLive(namesOf(till.db.read, ids));
  const names = Object.fromEntries(rows.map(({ id, name }) => [id, name]));
  const text = (of: Values, column: string) => valueText(column, of[column], { currency, names });
  return (
    <Facts
      facts={changesOf({ kind, columns, previous }).map((column) => [
        fieldWord(column),
        kind === 'create' ? text(columns, column) : `${text(previous, column)} → ${text(columns, column)}`,
      ])}
    />
  );
}

/** What can be asked of a copy: the tables that are there, as they are there. */
import type { CopiedTable } from '#schema/workbench.ts';
import type { QueryRunner } from './query-runner.ts';

const sql = `select m.name, json_group_array(json_object('name', c.name, 'type', c.type) order by c.cid)
  from sqlite_schema m join pragma_table_info(m.name) c where m.type = 'table' group by m.name order by m.name`;

export async function tablesOf(
  runner: QueryRunner,
  readable: ReadonlySet<string>,
): Promise<readonly CopiedTable[]> {
  const tables: CopiedTable[] = [];
  const end = await runner.run(
    { sql, values: {} },
    {
      columns: () => undefined,
      rows(rows) {
        for (const [name, columns] of rows) {
          if (typeof name === 'string' && readable.has(name))
            tables.push({ name, columns: JSON.parse(String(columns)) as CopiedTable['columns'] });
        }
        return true;
      },
    },
  );
  if (end.kind !== 'done') throw new Error(end.kind === 'failed' ? end.message : `${end.why}: ${end.what}`);
  return tables;
}

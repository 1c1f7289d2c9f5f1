import { readFile } from 'node:fs/promises';
import { SqlSyncRules } from '@powersync/service-sync-rules';
import { expect, test } from 'vitest';
import { syncedColumns } from '#schema/tables.generated.ts';

const yaml = await readFile('sync-rules/sync-rules.yaml', 'utf8');
const parsed = SqlSyncRules.fromYaml(yaml, { defaultSchema: 'public', throwOnError: false });

test('the streams parse without an error or a warning', () => {
  expect(parsed.errors).toEqual([]);
});

test('[R7.2-1] every published table is in a stream, and every query is scoped to a location of the user', () => {
  const queries = [...yaml.matchAll(/select \* from (\w+)\s+(?:#.*\s+)*where ([^\n]+)/gi)].map(
    ([, table, filter]) => ({ table: table!, filter: filter! }),
  );
  const tables = new Set(queries.map((query) => query.table));
  expect([...tables].toSorted()).toEqual(Object.keys(syncedColumns).toSorted());
  for (const { table, filter } of queries) {
    // What goes between two locations is both's; what they are called, everybody's who works at one.
    if (table === 'transfer_states') expect(filter).toMatch(/^(to_)?location_id IN mine AND /);
    else if (table === 'location_names') expect(filter).toBe("connection.parameter('location_id') IN mine");
    else expect(filter, table).toMatch(/^location_id IN (mine|managed)/);
  }
  const memberships = [...yaml.matchAll(/SELECT location_id FROM location_members\s+WHERE ([^\n]+)/g)];
  expect(memberships).toHaveLength(7);
  for (const [, filter] of memberships) {
    expect(filter!.replace(/\)\)$/, ')')).toBe(
      "user_id = auth.user_id() AND location_id = connection.parameter('location_id')",
    );
  }
});

test('what was refused or lost reaches managers only', () => {
  const managed = /managed: \|\s+SELECT location_id FROM location_members\s+WHERE [^\n]+\s+AND ([^\n]+)/.exec(
    yaml,
  );
  expect(managed?.[1]).toBe("(role = 'manager' OR role = 'admin')");
  for (const table of ['rejected_documents', 'voided_documents', 'master_conflicts']) {
    expect(yaml).toMatch(new RegExp(`SELECT \\* FROM ${table} WHERE location_id IN managed`));
  }
});

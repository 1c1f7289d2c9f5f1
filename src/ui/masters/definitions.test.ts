import { expect, test } from 'vitest';
import { masterColumns } from '#schema/documents/master-edit.ts';
import { fixedColumns, masterGroups, masterTables } from '#schema/masters.ts';
import { masterListOf } from '#queries/master-lists.ts';
import { allMasters as all, columnNamed, listedMasters } from './masters.ts';

test.each(masterTables)('every column of %s that a person sets has one field', (table) => {
  const { columns, sections } = all[table];
  const wanted = Object.keys(masterColumns[table].shape).filter((name) => name !== 'is_archived');
  expect(columns.map(({ name }) => name).toSorted()).toEqual(wanted.toSorted());
  expect(sections.flatMap((section) => section.columns).toSorted()).toEqual(wanted.toSorted());
});

test.each(masterTables)('what belongs together in %s stands together, and says so', (table) => {
  for (const group of Object.values(masterGroups[table] ?? {})) {
    const section = all[table].sections.find(({ columns }) => columns.includes(group[0] ?? ''));
    expect(section?.columns).toEqual(group);
    expect(section?.hint).toBeTruthy();
  }
});

test('lists show columns that exist, and are sorted by columns that they show', () => {
  for (const definition of Object.values(listedMasters)) {
    const { table, called, listed, below, columns } = definition;
    const names = columns.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([called, ...listed, ...below]));
    if (table === 'locations' || table === 'location_settings') throw new Error('is no list');
    const { sorted, references } = masterListOf(table);
    expect([called, ...listed]).toEqual(expect.arrayContaining([...sorted]));
    const named = columns.flatMap(({ name, of }) => (of.kind === 'reference' ? [[name, of.to]] : []));
    expect(Object.fromEntries(named)).toEqual(references);
    expect(Object.keys(fixedColumns)).toEqual(['stock_lots']);
  }
});

test('columns of one name are of one kind, whatever they are of', () => {
  for (const { columns } of Object.values(all))
    for (const { name, of, none } of columns)
      expect(JSON.stringify([columnNamed(name)?.of, columnNamed(name)?.none]), name).toBe(
        JSON.stringify([of, none]),
      );
});

import { expect, test } from 'vitest';
import { masterColumns } from '#schema/documents/master-edit.ts';
import { fieldWord, masterWord } from './words.ts';

test('whatever an edit may set has a word', () => {
  for (const [table, columns] of Object.entries(masterColumns)) {
    expect(masterWord(table)).not.toBe('Record');
    for (const column of Object.keys(columns.shape))
      expect(fieldWord(column), `${table}.${column}`).not.toBe(column);
  }
});

import { expect, test } from 'vitest';
import { boundValue, boundValues, parametersOf } from './parameters.ts';
import { statementAt, statementsOf } from './statements.ts';
import { tokensOf } from './tokens.ts';

test('parameters are found outside of texts, names and comments, each once and in order', () => {
  const sql = `-- :comment
    select ':text', "a:name", [:bracket], \`:tick\`, x'00', a.b, 'it''s :text' /* :block
    */ from t where d between :from and @to and n > $least_minor and d < :from and :größe = ?1`;
  expect(parametersOf(sql)).toEqual([
    { name: 'from', kind: 'date' },
    { name: 'to', kind: 'date' },
    { name: 'least_minor', kind: 'number' },
    { name: 'größe', kind: 'text' },
  ]);
});

test('what is not closed goes on to the end, and every character is in one token', () => {
  for (const sql of ["select ':a", 'select ":a', '/* :a', '-- :a', '[:a', 'select :', '😀 :', '`', "x'"]) {
    expect(parametersOf(sql), sql).toEqual([]);
    expect(
      tokensOf(sql)
        .map(({ text }) => text)
        .join(''),
    ).toBe(sql);
  }
});

test('what looks like a number is one; a barcode is text, and an empty field is nothing', () => {
  expect(['5', ' -12.50 ', '0', '999999999'].map(boundValue)).toEqual([5, -12.5, 0, 999_999_999]);
  expect(['05', '5000112637922', '1e5', '2026-11-01', 'a b '].map(boundValue)).toEqual([
    '05',
    '5000112637922',
    '1e5',
    '2026-11-01',
    'a b ',
  ]);
  expect(boundValues('select :a, :b, :c', { a: '1', b: '', other: '2' })).toEqual({ a: 1, b: null, c: null });
});

test('statements end at semicolons that are no part of a text or comment', () => {
  const sql = ` select ';' ; -- one; more\n;;select 2 /* ; */ + 3; `;
  expect(statementsOf(sql)).toEqual([
    { text: "select ';'", at: 1 },
    { text: 'select 2 /* ; */ + 3', at: sql.indexOf('select 2') },
  ]);
  expect(statementsOf(' -- nothing\n ; ')).toEqual([]);
});

test('the statement of the cursor is the one that it stands in or behind', () => {
  const sql = 'select 1;\nselect 2;\n';
  const at = (cursor: number) => statementAt(sql, cursor)?.text;
  expect([0, 8, 9, 10, 18, sql.length].map(at)).toEqual([
    'select 1',
    'select 1',
    'select 1',
    'select 2',
    'select 2',
    'select 2',
  ]);
  expect(statementAt('  select 3', 0)?.text).toBe('select 3');
  expect(statementAt('-- no', 1)).toBeNull();
});

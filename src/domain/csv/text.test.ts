/** The text of a file and its cells, whatever made it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanLine } from '#domain/text.ts';
import { guessMark, parseAmount } from './amount.ts';
import { guardCell, unguardCell } from './cell-guard.ts';
import { decodeText } from './decode-text.ts';
import { guessDelimiter } from './guess-delimiter.ts';
import { readCsv, type CsvTable } from './read-table.ts';
import { byteOrderMark, csvText } from './write-csv.ts';

const atOnce = () => Promise.resolve();

async function table(text: string): Promise<CsvTable> {
  const read = await readCsv(text, atOnce);
  if (read.kind !== 'read') throw new Error(read.kind);
  return read.table;
}
const cells = async (text: string) => {
  const { heading, rows } = await table(text);
  return [heading, ...rows.map((row) => row.cells)];
};

/** With all that a formula, a delimiter and a quotation mark can be. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(...Array.from(`='+-@\t";,|\n\r ＝＠`)),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    {
      maxLength: 8,
    },
  )
  .map((parts) => parts.join('').toWellFormed());

test('[T049] any cell is read back as it was, and none of them is a formula', () => {
  fc.assert(
    fc.property(text, (cell) => {
      const written = guardCell(cell);
      expect(unguardCell(written)).toBe(cell);
      expect(written).not.toMatch(/(^|[;|])[=+\-@\t\r\n＝＋－＠]/u);
    }),
    { numRuns: 1000 },
  );
});

test('[T049] what is exported is read back as it was', async () => {
  const row = fc.array(text, { minLength: 3, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
      const all = [['Name', 'Barcode', 'Price'], ...rows.map((one, index) => [...one, `end ${index}`])];
      const clean = all.map((one) => one.map(cleanLine));
      const file = byteOrderMark + csvText(all);
      if (rows.length > 0) expect(await cells(file)).toEqual(clean);
    }),
    { numRuns: 300 },
  );
});

test('a formula is text in the file and in the shop', async () => {
  const file = csvText([
    ['Name', 'Phone'],
    ['=HYPERLINK("http://evil.example","free")', '+371 20 000 000'],
    ["'quoted'", "'=already"],
  ]);
  expect(file).toContain(`"'=HYPERLINK(""http://evil.example"",""free"")",'+371 20 000 000`);
  expect((await cells(file)).slice(1)).toEqual([
    ['=HYPERLINK("http://evil.example","free")', '+371 20 000 000'],
    ["'quoted'", "'=already"],
  ]);
});

test('delimiters, line ends, marks and hints of spreadsheets', async () => {
  const wanted = [
    ['Name', 'Price'],
    ['Rice, long', '1,50'],
  ];
  expect(await cells('\ufeffName;Price\r\nRice, long;1,50\r\n')).toEqual(wanted);
  expect(await cells('sep=;\r\nName;Price\r\nRice, long;1,50')).toEqual(wanted);
  expect(await cells('Name,Price\n"Rice, long","1,50"\n\n')).toEqual(wanted);
  expect(await cells('Name\tPrice\rRice, long\t1,50\r')).toEqual(wanted);
  expect(await cells('Name|Price\r\nRice, long|1,50\n')).toEqual(wanted);
  expect(await cells('Name;Price\r\n"Rice, long";1,50\n"Tea\r\ngreen";2,00\r\n')).toEqual([
    ...wanted,
    ['Tea green', '2,00'],
  ]);
  expect(await cells('Name\nRice\n')).toEqual([['Name'], ['Rice']]);
  expect(guessDelimiter('Name;Price, net, EUR\nRice;1,50\n')).toBe(';');
});

test('UTF-8, UTF-16 and what Windows wrote before', () => {
  expect(decodeText(new TextEncoder().encode('Crème €'))).toBe('Crème €');
  expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x43, 0x00, 0xe8, 0x00))).toBe('Cè');
  expect(decodeText(Uint8Array.of(0xfe, 0xff, 0x00, 0x43, 0x00, 0xe8))).toBe('Cè');
  expect(decodeText(Uint8Array.of(0x43, 0x72, 0xe8, 0x6d, 0x65, 0x20, 0x80))).toBe('Crème €');
});

test('rows are counted as a spreadsheet counts them; a broken one is marked, the rest is read', async () => {
  const { rows } = await table('Name,Price\n\nRice,1\n6" pipe,2\n"6" pipe,3\nTea,4\n,\n"Oats",5');
  expect(rows.map(({ number, isBroken }) => [number, isBroken])).toEqual([
    [3, false],
    [4, false],
    [5, true],
  ]);
  expect(rows[1]!.cells).toEqual(['6" pipe', '2']);
  expect(await readCsv('', atOnce)).toEqual({ kind: 'empty' });
  expect(await readCsv('Name,Price\n\n', atOnce)).toEqual({ kind: 'empty' });
});

test('50,000 rows are read with pauses, each once', async () => {
  const lines = Array.from(
    { length: 50_000 },
    (_, index) => `"Item ""${index}""";${index},50;400638${index}`,
  );
  let pauses = 0;
  const read = await readCsv(`Name;Price;Barcode\r\n${lines.join('\r\n')}\r\n`, async () => {
    pauses += 1;
    await new Promise((resolve) => setImmediate(resolve));
  });
  if (read.kind !== 'read') throw new Error(read.kind);
  expect(read.table.rows).toHaveLength(50_000);
  expect(read.table.rows[49_999]).toEqual({
    number: 50_001,
    cells: ['Item "49999"', '49999,50', '40063849999'],
    isBroken: false,
  });
  expect(pauses).toBe(25);
  const many = Array.from({ length: 100_001 }, (_, index) => `Item ${index}`).join('\n');
  expect(await readCsv(`Name\n${many}`, atOnce)).toEqual({ kind: 'too_long', max: 100_000 });
});

test('amounts by the decimal mark of the file', () => {
  const read = (cell: string, mark: '.' | ',', decimals = 2) => {
    const amount = parseAmount(cell, decimals, mark);
    return amount.kind === 'amount' ? amount.scaled : amount.kind;
  };
  expect(read('1,234', '.')).toBe(123_400);
  expect(read('1,234', ',', 3)).toBe(1234);
  expect(read('1.234', ',')).toBe(123_400);
  expect(read('1 234,50', ',')).toBe(123_450);
  expect(read("1'234.5", '.')).toBe(123_450);
  expect(read('12,34,567.89', '.')).toBe(123_456_789);
  expect(read('€ 12.50', '.')).toBe(1250);
  expect(read('12,50 EUR', ',')).toBe(1250);
  expect(read('15 %', '.', 4)).toBe(150_000);
  expect(read('.5', '.')).toBe(50);
  expect(read('12.', '.')).toBe(1200);
  expect(read('-3', '.', 0)).toBe(-3);
  expect(read('2.500', '.', 2)).toBe(250);
  expect(read('2.505', '.')).toBe('too_fine');
  for (const cell of [
    '12,50',
    '1,23,45',
    'free',
    '5k',
    '1.5 M',
    '',
    '1.2.3',
    '1e3',
    '--1',
    '10000000000000000000',
  ])
    expect(read(cell, '.'), cell).toBe('not_a_number');
});

test('the decimal mark is guessed from what tells, else from the delimiter', () => {
  expect(guessMark(['1.234', '12,50', '3'], ';')).toBe(',');
  expect(guessMark(['1,234.50'], ';')).toBe('.');
  expect(guessMark(['1.234.567'], ',')).toBe(',');
  expect(guessMark(['1.234', '7'], ';')).toBe(',');
  expect(guessMark(['1,234', '7'], ',')).toBe('.');
});

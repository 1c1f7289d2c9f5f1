/** What importing a row would do, without a database. */
import { describe, expect, test } from 'vitest';
import { changes, done, faultsIn, id, item, named, plan, rice, shop } from '#tests/support/file-plan.ts';

describe('one row', () => {
  test('new: with its cells, the defaults, and an id that is made of the location and the barcode', async () => {
    const rows = await plan(shop, 'Name,Barcode,Price,Tax\nTea,96385074,3.20,Reduced\n');
    const [made] = changes(rows);
    expect(made).toMatchObject({
      kind: 'create',
      row: 2,
      name: 'Tea',
      change: {
        table: 'items',
        kind: 'create',
        columns: {
          name: 'Tea',
          barcode: '96385074',
          price_minor: 320,
          tax_rate_id: id(5),
          category_id: id(1),
        },
      },
    });
    const elsewhere = await plan(shop, 'Name,Barcode,Price\nGreen tea,96385074,4\n');
    expect(changes(elsewhere)[0]!.change.id).toBe(made!.change.id);
    const other = await plan(shop, 'Name,Barcode,Price\nTea,96385074,3.20\n', { locationId: id(99) });
    expect(changes(other)[0]!.change.id).not.toBe(made!.change.id);
  });

  test('known: by id, barcode or name, in this order; only what differs; an empty cell says nothing', async () => {
    const differs = { kind: 'change', name: 'Rice', change: { id: rice.id, columns: { price_minor: 275 } } };
    for (const text of [
      `ID,Name,Price\n${rice.id},,2.75\n`,
      'Barcode,Name,Price,Cost\n4006381333931,Rice,2.75,\n',
      'Name,Price\nRICE,2.75\n'.replace('RICE', 'Rice'),
    ])
      expect(await plan(shop, text), text).toMatchObject([{ ...differs, before: { price_minor: 250 } }]);
    expect(changes(await plan(shop, 'Name,Price\nrice,2.50\n'))[0]!.change.columns).toEqual({ name: 'rice' });
    const byBarcode = await plan(
      shop,
      'ID,Barcode,Name\n00000000-0000-4000-8000-00000000abcd,4006381333931,Basmati\n',
    );
    expect(changes(byBarcode)[0]!.change).toMatchObject({ id: rice.id, columns: { name: 'Basmati' } });
    expect(await plan(shop, 'Name,Price,Category,Unit,Tax rate\nRice,2.5,FOOD,pc,15%\n')).toEqual([
      { kind: 'same', row: 2 },
    ]);
  });

  test('a letter that is written as two characters is the same letter', async () => {
    const text = 'Name,Price,Category\nCafe\u0301,2.50,Cafe\u0301s\n';
    for (const name of ['Caf\u00e9', 'Cafe\u0301']) {
      const categories = [{ id: id(1), name: `${name}s`, is_archived: 0 }];
      const world = { records: [item(11, { name })], named: { ...named, categories } };
      expect(await plan(world, text)).toEqual([{ kind: 'same', row: 2 }]);
    }
  });

  test('a name with another barcode is another item; one without is given it', async () => {
    const [made] = changes(await plan(shop, 'Name,Barcode,Price\nRice,96385074,1\n'));
    expect(made!.kind).toBe('create');
    const bare = { records: [item(11, { name: 'Tea' })], named };
    const [given] = changes(await plan(bare, 'Name,Barcode\nTea,96385074\n'));
    expect(given!.change).toMatchObject({ id: id(11), columns: { barcode: '96385074' } });
  });

  test('zeros that a spreadsheet has dropped are still there', async () => {
    const upc = { records: [item(11, { barcode: '0036000291452', name: 'Soap' })], named };
    for (const code of ['36000291452', '036000291452', '0036000291452'])
      expect(await plan(upc, `Barcode,Name\n${code},Soap\n`)).toEqual([{ kind: 'same', row: 2 }]);
    expect(faultsIn(await plan(upc, 'Name,Barcode,Price\nTea,36000291452,1\nSoap,036000291452,1\n'))).toEqual(
      ['3 null same_record'],
    );
  });

  test('what its row does not say of a new record is not said', async () => {
    const [made] = changes(await plan(shop, 'Name,Price\nTea,1\n'));
    expect(Object.keys(made!.change.columns).toSorted()).toEqual([
      'category_id',
      'name',
      'price_minor',
      'tax_rate_id',
      'unit_id',
    ]);
  });

  test('a code of 12 digits and its form of 13 are one', async () => {
    const upc = { records: [item(11, { barcode: '036000291452', name: 'Soap' })], named };
    const [changed] = changes(await plan(upc, 'Barcode,Price\n0036000291452,9\n'));
    expect(changed!.change).toMatchObject({ id: id(11) });
  });

  test('what was archived gives way to what is sold under its name', async () => {
    const two = { records: [item(11, { name: 'Tea', is_archived: 1 }), item(12, { name: 'Tea' })], named };
    expect(changes(await plan(two, 'Name,Price\nTea,9\n'))[0]!.change.id).toBe(id(12));
    expect(faultsIn(await plan(two, 'Name,Archived\nTea,yes\n'))).toEqual(['2 null record_ambiguous']);
  });

  test('a category that is not there is made when the person says so, once, and never a tax rate', async () => {
    const text =
      'Name,Price,Category,Unit,Tax\nA,1,Toys,crate of twelve,VAT\nB,1,toys,crate of twelve,VAT\nC,1,Toys,pc,Luxury\n';
    expect(faultsIn(await plan(shop, text))).toEqual([
      '2 category_id name_unknown',
      '2 unit_id name_unknown',
      '3 category_id name_unknown',
      '3 unit_id name_unknown',
      '4 category_id name_unknown',
      '4 tax_rate_id name_unknown',
    ]);
    const rows = await plan(shop, text, { mayMakeNames: true });
    const [a, b] = changes(rows);
    expect(a!.makes).toMatchObject([
      { table: 'categories', columns: { name: 'Toys' } },
      { table: 'units', columns: { name: 'crate of twelve', symbol: 'crate of twe' } },
    ]);
    expect(b!.makes).toEqual([]);
    expect(b!.change.columns['category_id']).toBe(a!.makes[0]!.id);
    expect(faultsIn(rows)).toEqual(['4 tax_rate_id name_unknown']);
  });

  test('a category that could not be made is an error of its row, and stops no other', async () => {
    const text = `Name,Price,Category,Unit\nA,1,${'x'.repeat(121)},pc\nB,1,Toys,${'y'.repeat(61)}\nC,1,Toys,pc\n`;
    const rows = await plan(shop, text, { mayMakeNames: true });
    expect(faultsIn(rows)).toEqual(['2 category_id too_long', '3 unit_id too_long']);
    expect(rows[0]).toMatchObject({ faults: [{ fault: { limit: 120 } }] });
    expect(changes(rows)).toMatchObject([{ row: 4, makes: [{ columns: { name: 'Toys' } }] }]);
  });

  test('a category that was made by a file and has another name by now is still the one', async () => {
    const text = 'Name,Price,Category\nA,1,Toys\n';
    const rows = changes(await plan(shop, text, { mayMakeNames: true }));
    const after = done(shop, rows);
    const categories = after.named.categories.map((one) =>
      one['name'] === 'Toys' ? { ...one, name: 'Play' } : one,
    );
    const again = await plan({ ...after, named: { ...after.named, categories } }, text, {
      mayMakeNames: true,
    });
    expect(again).toEqual([{ kind: 'same', row: 2 }]);
  });

  test('a record that a file made and that has another name by now is changed, not made twice', async () => {
    const text = 'Name,Price\nTea,1\n';
    const after = done(shop, changes(await plan(shop, text)));
    const records = after.records.map((one) => (one['name'] === 'Tea' ? { ...one, name: 'Green tea' } : one));
    expect(await plan({ ...after, records }, text)).toMatchObject([
      { kind: 'change', change: { columns: { name: 'Tea' } }, before: { name: 'Green tea' } },
    ]);
  });
});

describe('what is wrong', () => {
  test('all of a row at once, by column', async () => {
    const rows = await plan(
      shop,
      'ID,Name,Barcode,Price,Cost,Sold by batch,Tax rate\n' +
        `,,,,,,VAT\n` +
        `,${'x'.repeat(201)},ab,free,1.234,maybe,Luxury\n` +
        `7,Tea,,1,,,\n` +
        `,Tea,4.00638E+12,1,,,\n` +
        `,Tea,,999999999999,,,\n` +
        `,Oats,,,,,\n` +
        `,Salt,4E+12,1,,,\n`,
    );
    expect(faultsIn(rows)).toEqual([
      '2 name required',
      '3 tax_rate_id name_unknown',
      '3 price_minor not_a_number',
      '3 cost_minor too_fine',
      '3 is_batch_tracked not_yes_or_no',
      '3 name too_long',
      '3 barcode malformed',
      '4 id not_an_id',
      '5 barcode barcode_rounded',
      '6 price_minor out_of_range',
      '7 price_minor required',
      '8 barcode barcode_rounded',
    ]);
  });

  test('cells beyond the heading, and quotation marks that swallow rows', async () => {
    const rows = await plan(shop, 'Name,Price\nTea, green,1\n"6" pipe,2\nOats,3\n');
    expect(faultsIn(rows)).toEqual(['2 null too_many_cells', '3 null quotes_broken']);
  });

  test('two rows of one record: the second, and it says which is the first', async () => {
    const rows = await plan(shop, 'Name,Barcode,Price\nTea,96385074,1\nTea,,2\nRice,,3\n,4006381333931,4\n');
    expect(rows.map(({ kind }) => kind)).toEqual(['create', 'error', 'change', 'error']);
    expect(rows[3]).toMatchObject({ faults: [{ fault: { kind: 'same_record', row: 4 } }] });
  });

  test('a barcode that another has, also one of this file; a name that several have', async () => {
    const world = { records: [rice, item(11, { name: 'Tea' }), item(12, { name: 'Tea' })], named };
    const rows = await plan(world, `ID,Name,Barcode,Price\n${id(11)},,4006381333931,\n,tea,,1\n`);
    expect(rows[0]).toMatchObject({ faults: [{ fault: { kind: 'barcode_taken', by: 'Rice' } }] });
    expect(faultsIn(rows)).toEqual(['2 barcode barcode_taken', '3 null record_ambiguous']);
  });

  test('two categories of one name are told apart by none; the record that has one of them keeps it', async () => {
    const categories = [...named.categories, { id: id(6), name: 'food', is_archived: 0 }];
    const world = { records: [rice], named: { ...named, categories } };
    const rows = await plan(world, 'Name,Price,Category\nRice,2.50,Food\nTea,1,Food\n');
    expect(rows[0]).toEqual({ kind: 'same', row: 2 });
    expect(faultsIn(rows)).toEqual(['3 category_id name_ambiguous']);
  });
});

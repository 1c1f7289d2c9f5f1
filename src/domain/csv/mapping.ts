/** Which cell of a row is which column of the table: guessed from the heading, changed by a person. */
import { fileColumns, type FileColumn, type FileTable } from './file-columns.ts';

/** The place of a column's cell in a row; a column that the file does not have is not in it. */
export type Mapping = Readonly<Record<string, number>>;

/** Each heading is taken once, our own headings before other words for them. */
export function guessMapping(heading: readonly string[], table: FileTable): Mapping {
  const words = heading.map(plain);
  const mapping: Record<string, number> = {};
  const taken = new Set<number>();
  const take = (column: string, names: readonly string[]) => {
    if (column in mapping) return;
    const place = words.findIndex((word, at) => word !== '' && !taken.has(at) && names.includes(word));
    if (place < 0) return;
    mapping[column] = place;
    taken.add(place);
  };
  const columns = fileColumns[table];
  for (const one of columns) take(one.column, [plain(one.heading), plain(one.column)]);
  for (const one of columns) take(one.column, one.synonyms.map(plain));
  return mapping;
}

/** 'Price (EUR)' and 'price' are one word. */
function plain(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/\(.*?\)|\[.*?\]/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The columns that a file has, with where they are in a row. */
export function mappedColumns(
  table: FileTable,
  mapping: Mapping,
): readonly { readonly column: FileColumn; readonly place: number }[] {
  return fileColumns[table].flatMap((column) => {
    const place = mapping[column.column];
    return place === undefined ? [] : [{ column, place }];
  });
}

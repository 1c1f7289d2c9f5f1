/**
 * Catalog → the text of `src/schema/tables.generated.ts`. Pure.
 *
 * Each table becomes a zod row, and the Kysely `Database` is inferred from
 * those rows, so a validator and a type cannot differ. A type that PowerSync
 * would change on the way (numeric, float, bytea …) stops the run.
 */
import type { CatalogColumn, CatalogTable } from './catalog.ts';

interface Mapping {
  readonly sqlite: 'text' | 'integer';
  readonly zod: string;
}

const mappings: Readonly<Record<string, Mapping>> = {
  uuid: { sqlite: 'text', zod: 'z.guid()' },
  text: { sqlite: 'text', zod: 'z.string()' },
  date: { sqlite: 'text', zod: 'z.iso.date()' },
  timestamptz: { sqlite: 'text', zod: 'z.string()' },
  jsonb: { sqlite: 'text', zod: 'z.string()' },
  int2: { sqlite: 'integer', zod: 'z.int()' },
  int4: { sqlite: 'integer', zod: 'z.int()' },
  int8: { sqlite: 'integer', zod: 'z.int()' },
  bool: { sqlite: 'integer', zod: 'z.literal([0, 1])' },
};

function mappingOf(table: string, column: CatalogColumn): Mapping {
  if (column.type === 'enum') {
    const labels = column.labels.map((label) => `'${label}'`).join(', ');
    return { sqlite: 'text', zod: `z.enum([${labels}])` };
  }
  const mapping = mappings[column.type];
  if (!mapping) {
    throw new Error(
      `${table}.${column.name} is ${column.type}, which PowerSync does not carry unchanged. ` +
        'Use bigint minor units or thousandths, text, date, timestamptz, jsonb or boolean.',
    );
  }
  return mapping;
}

function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function emitRow(table: CatalogTable): string {
  const fields = table.columns.map((column) => {
    const { zod } = mappingOf(table.name, column);
    const doc = column.comment ? `  /** ${column.comment} */\n` : '';
    return `${doc}  ${column.name}: ${zod}${column.isNotNull ? '' : '.nullable()'},`;
  });
  return `/** ${table.comment} */\nexport const ${camel(table.name)}Row = z.strictObject({\n${fields.join('\n')}\n});`;
}

function emitDdl(table: CatalogTable): string {
  const columns = table.columns.map((column) => {
    const { sqlite } = mappingOf(table.name, column);
    return column.name === 'id' ? 'id text primary key not null' : `${column.name} ${sqlite}`;
  });
  return `  ${table.name}: [\n${columns.map((column) => `    '${column}',`).join('\n')}\n  ],`;
}

export function emitTables(tables: readonly CatalogTable[]): string {
  const database = tables.map((table) => `  ${table.name}: z.infer<typeof ${camel(table.name)}Row>;`);
  return `// Generated from supabase/migrations by \`npm run schema:generate\`. Do not edit.
import * as z from 'zod';

${tables.map(emitRow).join('\n\n')}

/** The synced tables as Kysely sees them on the device: rows as the server has them. */
export interface SyncedTables {
${database.join('\n')}
}

/**
 * The columns of each synced table as SQLite keeps them (raw tables: rowid
 * tables without any constraint but the primary key, since one row that
 * SQLite refused would block every checkpoint).
 */
export const syncedColumns = {
${tables.map(emitDdl).join('\n')}
} as const satisfies Record<keyof SyncedTables, readonly string[]>;
`;
}

/** What each synced table and column is for, where the migrations say so: for those who write queries. */
export function emitNotes(tables: readonly CatalogTable[]): string {
  const notes = tables.map((table) => {
    const columns = table.columns
      .filter(({ comment }) => comment)
      .map(({ name, comment }) => `      ${name}: ${JSON.stringify(comment)},\n`);
    return `  ${table.name}: {\n    says: ${JSON.stringify(table.comment)},\n    columns: {${columns.length > 0 ? `\n${columns.join('')}    ` : ''}},\n  },`;
  });
  return `// Generated from supabase/migrations by \`npm run schema:generate\`. Do not edit.

export interface TableNote {
  readonly says: string;
  readonly columns: Readonly<Record<string, string>>;
}

export const tableNotes: Readonly<Record<string, TableNote>> = {
${notes.join('\n')}
};
`;
}

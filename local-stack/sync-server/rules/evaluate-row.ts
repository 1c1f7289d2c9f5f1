import { JSONBig } from '@powersync/service-jsonbig';
import {
  toSyncRulesRow,
  type DatabaseInputRow,
  type HydratedSyncConfig,
  type SourceTableRef,
} from '@powersync/service-sync-rules';
import { textDecoder, type DecodeText, type PostgresType } from './postgres-value.ts';

/** A source row as Postgres writes it: column → text, or null. */
export type RowText = Record<string, string | null>;

export interface SyncedRow {
  readonly bucket: string;
  readonly objectType: string;
  readonly objectId: string;
  /** The row's JSON text. */
  readonly data: string;
}

interface LookupRow {
  /** The parameter index entry, serialized. */
  readonly lookup: string;
  /** JSON text of the parameter rows that it gives. */
  readonly parameters: string;
}

export interface EvaluatedSourceRow {
  readonly rows: readonly SyncedRow[];
  readonly lookups: readonly LookupRow[];
}

export interface EvaluatedColumn {
  readonly name: string;
  readonly type: PostgresType;
}

/** Evaluates the rows of one source table. A row that a query cannot evaluate is reported and left out of that query. */
export type EvaluateRow = (row: RowText) => EvaluatedSourceRow;

function inputRow(row: RowText, decoders: readonly (readonly [string, DecodeText])[]): DatabaseInputRow {
  const input: DatabaseInputRow = {};
  for (const [name, decode] of decoders) {
    const text = row[name];
    if (text !== undefined) input[name] = text === null ? null : decode(text);
  }
  return input;
}

export function rowEvaluator(
  rules: HydratedSyncConfig,
  table: SourceTableRef,
  columns: readonly EvaluatedColumn[],
  onError: (message: string) => void,
): EvaluateRow {
  const decoders = columns.map(({ name, type }) => [name, textDecoder(type)] as const);
  const { bucketDataSources, parameterLookupSources } = rules.getMatchingSources(table);
  return (row) => {
    const record = rules.applyRowContext<never>(toSyncRulesRow(inputRow(row, decoders)) as never);
    const synced = rules.evaluateRowWithErrors({ sourceTable: table, record, bucketDataSources });
    const parameters =
      parameterLookupSources.length > 0
        ? rules.evaluateParameterRowWithErrors(table, record, { parameterLookupSources })
        : { results: [], errors: [] };
    for (const { error } of [...synced.errors, ...parameters.errors])
      onError(`${table.schema}.${table.name}: ${error}`);
    return {
      rows: synced.results.map((result) => ({
        bucket: result.bucket,
        objectType: result.table,
        objectId: result.id,
        data: JSONBig.stringify(result.data),
      })),
      lookups: parameters.results.map((result) => ({
        lookup: result.lookup.serializedRepresentation,
        parameters: JSONBig.stringify(result.bucketParameters),
      })),
    };
  };
}

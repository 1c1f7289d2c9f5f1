import { JsonContainer } from '@powersync/service-jsonbig';
import {
  DateTimeValue,
  TimeValue,
  TimeValuePrecision,
  type DatabaseInputValue,
} from '@powersync/service-sync-rules';
import { parseArrayText, type ArrayElement } from './array-text.ts';

/** What is known of a column's type: domains are resolved to their base type before. */
export interface PostgresType {
  readonly oid: number;
  /** Set for an array type. */
  readonly element: PostgresType | undefined;
  /** Between an array's elements; ',' for all but box. */
  readonly delimiter: string;
}

export type DecodeText = (text: string) => DatabaseInputValue;

const microseconds = {
  subSecondPrecision: TimeValuePrecision.microseconds,
  defaultSubSecondPrecision: TimeValuePrecision.microseconds,
} as const;

// As Postgres writes it with datestyle ISO and time zone UTC. Years beyond 9999 and BC have no ISO form: they sync as
// null, as with the service.
const timestampText = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d+)?(?:\+00)?$/;

function timestamp(suffix: '' | 'Z'): DecodeText {
  const value = (iso: string): DatabaseInputValue =>
    new DateTimeValue(`${iso}${suffix}`, undefined, microseconds);
  return (text) => {
    if (text === 'infinity') return value('9999-12-31T23:59:59');
    if (text === '-infinity') return value('0000-01-01T00:00:00');
    const match = timestampText.exec(text);
    return match === null ? null : value(`${match[1]}T${match[2]}${match[3] ?? ''}`);
  };
}

function date(text: string): string {
  if (text === 'infinity') return '9999-12-31';
  return text === '-infinity' ? '0000-01-01' : text;
}

const asIs: DecodeText = (text) => text;

/** By type oid of pg_catalog, which never change. Every other type syncs as its text (numeric, enum, inet …). */
const decoders = new Map<number, DecodeText>([
  [16, (text) => text === 't'], // bool
  [17, (text) => Uint8Array.from(Buffer.from(text.slice(2), 'hex'))], // bytea
  [20, BigInt], // int8
  [21, BigInt], // int2
  [23, BigInt], // int4
  [26, BigInt], // oid
  [700, Number], // float4
  [701, Number], // float8
  [1082, date],
  [1083, (text) => TimeValue.parse(text, microseconds)], // time
  [1114, timestamp('')], // timestamp
  [1184, timestamp('Z')], // timestamptz
  [114, (text) => new JsonContainer(text)], // json
  [3802, (text) => new JsonContainer(text)], // jsonb
]);

function decodeElement(element: ArrayElement, decode: DecodeText): DatabaseInputValue {
  if (element === null) return null;
  return typeof element === 'string' ? decode(element) : element.map((inner) => decodeElement(inner, decode));
}

/** The decoder of a type's text form into what the rule evaluator takes (V1). */
export function textDecoder(type: PostgresType): DecodeText {
  const { element, delimiter } = type;
  if (element === undefined) return decoders.get(type.oid) ?? asIs;
  const decode = textDecoder(element);
  return (text) => parseArrayText(text, delimiter).map((inner) => decodeElement(inner, decode));
}

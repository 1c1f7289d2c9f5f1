/**
 * What was sold on a day, added up once: reports over years read a few rows a
 * day instead of its lines. Nothing that a person or the server made: it can be
 * thrown away at any time, and is whenever a row of its day changes.
 *
 *   summed_days   the business dates whose sums are those of the rows that are here
 *   sold_days     for each of them, one row for each key of each report
 *   sold_tenders  one row for each way in which sales, and returns, were paid
 *
 * Tables without rowids: no live query follows them, since a sum that is kept
 * says nothing that its lines did not say.
 */
interface SummedDayRow {
  business_date: string;
}

/** Amounts as in `SalesRow`, of what is in the books. */
interface SoldDayRow {
  business_date: string;
  /** One of `summedKeys`. */
  by: string;
  key: string;
  sold_as: string;
  sale_count: number;
  return_count: number;
  quantity_milli: number;
  gross_minor: number;
  net_minor: number;
  tax_minor: number;
  discount_minor: number;
  returned_minor: number;
  cost_minor: number | null;
}

/** Amounts as the payments have them: of returns, too, above zero. */
interface SoldTenderRow {
  business_date: string;
  kind: string;
  method: string;
  payment_count: number;
  amount_minor: number;
  rounding_minor: number;
}

export interface SoldDaysTables {
  summed_days: SummedDayRow;
  sold_days: SoldDayRow;
  sold_tenders: SoldTenderRow;
}

export const soldDaysDdl: readonly string[] = [
  'create table if not exists summed_days (business_date text primary key not null) without rowid',
  `create table if not exists sold_days (
    business_date text not null,
    by text not null,
    key text not null,
    sold_as text not null,
    sale_count integer not null,
    return_count integer not null,
    quantity_milli integer not null,
    gross_minor integer not null,
    net_minor integer not null,
    tax_minor integer not null,
    discount_minor integer not null,
    returned_minor integer not null,
    cost_minor integer,
    primary key (business_date, by, key)
  ) without rowid`,
  `create table if not exists sold_tenders (
    business_date text not null,
    kind text not null,
    method text not null,
    payment_count integer not null,
    amount_minor integer not null,
    rounding_minor integer not null,
    primary key (business_date, kind, method)
  ) without rowid`,
  // Another build may have kept other sums of a day: what it told is told anew.
  'delete from summed_days',
];

/** What a column of a report is: on the screen, on paper and in a file. */
import { useMemo, type ReactNode } from 'react';
import { decimalText } from '#domain/decimal.ts';
import { formatQuantity } from '#domain/quantity.ts';
import { useCurrency, useMoney } from '#ui/shop-context.tsx';

export interface ReportColumn<Row> {
  readonly head: string;
  /** Left out: the column is in the file only. */
  readonly show?: (row: Row) => ReactNode;
  /** As a spreadsheet reads it: plain decimals, dates as YYYY-MM-DD. Left out: not in the file. */
  readonly file?: (row: Row) => string;
  /** Words start at the start of a cell, figures end at its end. */
  readonly isText?: boolean;
  /** Not on a phone; on paper it is. */
  readonly isWide?: boolean;
  readonly isBold?: boolean;
}

type Look = Pick<ReportColumn<unknown>, 'isWide' | 'isBold'>;
type Of<Row> = (row: Row) => number | null;

/** Makers of the usual columns, in the shop's currency; what is not known is a dash, and empty in the file. */
export function useColumns() {
  const money = useMoney();
  const { currency_decimals } = useCurrency();
  return useMemo(() => {
    const figure =
      (show: (value: number) => string, file: (value: number) => string) =>
      <Row>(head: string, of: Of<Row>, look: Look = {}): ReportColumn<Row> => ({
        head,
        show: (row) => known(of(row), show, '–'),
        file: (row) => known(of(row), file, ''),
        ...look,
      });
    return {
      money: figure(money, (minor) => decimalText(minor, currency_decimals)),
      count: figure((count) => count.toLocaleString(), String),
      quantity: figure(
        (milli) => formatQuantity(milli, milli % 1000 === 0 ? 0 : 3),
        (milli) => decimalText(milli, 3),
      ),
      /** Of a share in percent. */
      percent: figure(
        (value) => oneDecimal.format(value),
        (value) => value.toFixed(1),
      ),
      text: <Row>(head: string, of: (row: Row) => string, look: Look = {}): ReportColumn<Row> => ({
        head,
        show: of,
        file: of,
        isText: true,
        ...look,
      }),
    };
  }, [money, currency_decimals]);
}

export type Columns = ReturnType<typeof useColumns>;

const oneDecimal = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

function known(value: number | null, say: (value: number) => string, otherwise: string): string {
  return value === null ? otherwise : say(value);
}

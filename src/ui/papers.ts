/** Where the paper of a document is. */
type Paper =
  | '/sales/$id'
  | '/sales/payments/$id'
  | '/sales/shift/$id'
  | '/stock/received/$id'
  | '/stock/adjusted/$id'
  | '/stock/counted/$id'
  | '/stock/transfers/sent/$id'
  | '/stock/transfers/received/$id';

export const papers: Readonly<Record<string, Paper | undefined>> = {
  sales_invoice: '/sales/$id',
  customer_payment: '/sales/payments/$id',
  grn: '/stock/received/$id',
  shift: '/sales/shift/$id',
  stock_adjustment: '/stock/adjusted/$id',
  stock_count: '/stock/counted/$id',
  stock_transfer: '/stock/transfers/sent/$id',
  stock_transfer_receipt: '/stock/transfers/received/$id',
};

// Generated from supabase/migrations by `npm run schema:generate`. Do not edit.

export interface TableNote {
  readonly says: string;
  readonly columns: Readonly<Record<string, string>>;
}

export const tableNotes: Readonly<Record<string, TableNote>> = {
  categories: {
    says: "Shelves of the catalog, for browsing (R4.1-7).",
    columns: {},
  },
  customer_balances: {
    says: "What a customer owes: the sum of the entries, kept for speed; below zero, what the customer is owed. `open_debts` says of which days it is: [{due_date, amount_minor}], oldest first, a day once, adding up to what is owed; `oldest_due_date` is the first of them.",
    columns: {},
  },
  customer_payments: {
    says: "Money from a customer for what is owed. `amount_minor` is what the customer owes less; rounding, tendered and change as in sales_invoice_payments, names and flags as in sales_invoices.",
    columns: {},
  },
  customers: {
    says: "Who buys, with what they may owe and for how long (R4.1-9 to R4.1-11).",
    columns: {
      credit_limit_minor: "The most that the customer may owe. 0: nothing on credit; a manager may say yes to more at the till.",
      credit_days: "How many days after the sale what is on credit is due. 0: on the same day.",
    },
  },
  devices: {
    says: "A till or tablet. `code` is handed out once per location, is part of every number the device prints, and is never used again, so two devices can number documents offline without meeting.",
    columns: {},
  },
  document_outcomes: {
    says: "The server's answer about one document (`id` is the document's), streamed to the device that made it together with the balances it changed, so that stock on hand never counts it twice. Kept 60 days; a repeated push writes it anew.",
    columns: {},
  },
  grn_lines: {
    says: "One thing that came, in one batch where its item is batch-tracked: the line says what the lot is made of, so the note is whole without it.",
    columns: {},
  },
  grns: {
    says: "Goods received. `supplier_reference` is the number on the supplier's own delivery note; `total_minor` is what the lines add up to, at cost, before any tax. Names and flags as in sales_invoices.",
    columns: {},
  },
  item_costs: {
    says: "What the stock of an item is worth: the sums of quantity and value of its moves. Their quotient is the moving average; `last_cost_minor` is the unit cost used while there is no stock to average.",
    columns: {},
  },
  items: {
    says: "What is sold (R4.1-1 to R4.1-6). `price_minor` is for one unit, in the tax mode of the location; `cost_minor` is what it costs when nothing better is known.",
    columns: {
      reorder_level_milli: "At or below this much on hand the item is low; null: never.",
    },
  },
  location_journal_heads: {
    says: "The number of the last posted document of a location. Locked first by every posting. A change here is what lets the sync service send stock past a queued upload (design section 7).",
    columns: {},
  },
  location_members: {
    says: "Who works where, and as what. The only source of access: RLS, the RPCs and the sync streams all read it.",
    columns: {},
  },
  location_names: {
    says: "Name, code and kind of every location, for whoever works at one of them. Kept by a trigger on `locations`.",
    columns: {},
  },
  location_settings: {
    says: "How a location sells. WARN posts below zero and flags it; BLOCK refuses (R4.1-16). `cash_rounding_minor` is the smallest coin in minor units, 1 for none.",
    columns: {
      discount_limit_ppm: "The most that a cashier may take off a line without a manager, in millionths of its amount at the price charged.",
    },
  },
  locations: {
    says: "A shop or a warehouse. `location_id` equals `id`, so that one rule scopes every table. `code` is part of every document number.",
    columns: {},
  },
  master_conflicts: {
    says: "What somebody set and what did not stay, or was replaced by one who had not seen it (R9.1-3). `loser_values` are columns and values as an edit has them: to restore is to edit with them. Added, never changed.",
    columns: {
      edit_id: "The edit that brought it to light, applied or refused.",
      field: "The column, or the name of the group of columns.",
      loser_stamp: "Null, as is who and where, for a value that no edit set.",
    },
  },
  rejected_documents: {
    says: "What was refused, whole and as it was sent (its parts as text, since a bad one is why it is here), so that no sale is ever only on a device. `created_by` sent it. Open until `resolved_at`: then it is posted after all or void, by whom and why.",
    columns: {},
  },
  sales_invoice_lines: {
    says: "What was sold, at what the till used: price, list price, tax rate, name as printed. `amount_minor` is price times quantity less discount, with tax where the mode is inclusive.",
    columns: {
      original_line_id: "The line of that sale.",
      is_restocked: "Of a return: whether the goods went back on the shelf; what did not moves no stock. Null of a sale.",
      original_month: "As in sales_invoices.",
    },
  },
  sales_invoice_payments: {
    says: "How it was paid. `amount_minor` settles the invoice; `rounding_minor` is what rounding to the smallest coin added or took; tendered less change is what is in the drawer.",
    columns: {
      due_date: "When what is on credit has to be paid: so many days after the business date as the customer has; null for money that was taken.",
      original_month: "As in sales_invoices.",
    },
  },
  sales_invoices: {
    says: "A sale. `printed_number` is on the paper; `invoice_number` differs from it only where another document had taken that number. `cashier_id` stood at the till, `created_by` was signed in; the cashier is no foreign key, because a sale outlives a membership. `approved_by` is who the till says allowed what `approved_for` lists; the flags say if that holds. `submitted_by` sent it in for its author, null where the author did. `flags` lists what a manager should look at.",
    columns: {
      original_id: "The sale that a return corrects; null of a sale, and of a return without a receipt.",
      exchange_id: "The other half of an exchange: of a sale the return whose goods were given for it, of a return that sale. Each names the other before either is here, and a half may be closed for good, so it refers to no row.",
      original_month: "Of a return: the business month of the sale that it corrects, where that is another. Whoever has the sale's month has what came back of it, whenever that was.",
    },
  },
  shift_counts: {
    says: "How many pieces of a coin or note were counted. What was counted as a sum is one piece of that sum.",
    columns: {},
  },
  shift_movements: {
    says: "Cash that went into the drawer or out of it for no sale: change fetched, petty cash, what was taken to the bank.",
    columns: {},
  },
  shift_sources: {
    says: "Which documents of one kind the shift covers: those of its device whose sequence is above `after_sequence` and up to `last_sequence`. `unposted_…` are those of them that the server had refused by then: their money is in the drawer all the same.",
    columns: {},
  },
  shift_tenders: {
    says: "What came in by one way of paying, less change and less what was paid back; cash as it was rounded.",
    columns: {},
  },
  shifts: {
    says: "A drawer from its float to its count. `opened_by` opened it and `cashier_id` closed it; `expected_minor` is what the device knew of, `booked_cash_minor` the cash that the books had of the same documents when it was posted: they differ where a sale was refused or came later (flag `takings_differ`). `recount_count` is how often it was counted again after what was expected had been seen. Names and flags as in sales_invoices.",
    columns: {},
  },
  stock_adjustment_lines: {
    says: "How much more (positive) or less (negative) there is. `unit_cost_minor` is what one unit of an increase is worth; null takes the average.",
    columns: {},
  },
  stock_adjustments: {
    says: "A correction of stock, with the reason and a note in words, so that one can tell who changed what, when and why (R3.2-15, R11.3-6).",
    columns: {},
  },
  stock_balances: {
    says: "The sum of the moves of an item (and lot) at a location, kept for speed (R6.2-2). One row each, also without a lot (R6.1-5).",
    columns: {},
  },
  stock_count_lines: {
    says: "How much of an item, or of one batch of it, was there at `counted_at`; nothing is a count too. `book_quantity_milli` is what the counting device then believed: evidence, shown to nobody who counts.",
    columns: {},
  },
  stock_counts: {
    says: "A count sheet. `stocktake_id` is made of the location and `stocktake_code`, so devices that never met count for one stocktake once somebody reads the code out. `note` also keeps codes that nobody knew. Names and flags as in sales_invoices.",
    columns: {},
  },
  stock_lots: {
    says: "A batch of a batch-tracked item (R4.1-14, R4.1-15). `id` is the UUIDv5 of item, batch number and expiry, so two devices that receive one batch offline make one lot.",
    columns: {},
  },
  stock_moves: {
    says: "The ledger: what came (positive) and went (negative), and what it was worth. `id` is the id of the document line that caused it, so a line can move stock once only. Added, never changed (R2-6, R11.2-3).",
    columns: {},
  },
  stock_transfer_lines: {
    says: "One thing that was sent, out of one batch where its item has batches, and what the other side needs to know of it. `unit_cost_minor` is what its stock was worth here, by the server.",
    columns: {},
  },
  stock_transfer_receipt_lines: {
    says: "What came of one line of a transfer, into an item of this location; nothing of it: no item. `reason` says why it is not what was sent. `unit_cost_minor` is the transfer line's; null where that is in another currency.",
    columns: {},
  },
  stock_transfer_receipts: {
    says: "What came of a transfer, received whole at its destination, once (R9.2-6). `sent_number` is the transfer's. Names and flags as in sales_invoices.",
    columns: {},
  },
  stock_transfers: {
    says: "Goods sent to another location. It belongs to its source (R6.3-7). Names and flags as in sales_invoices.",
    columns: {},
  },
  suppliers: {
    says: "Who supplies (R4.1-13).",
    columns: {},
  },
  tax_rates: {
    says: "Tax on goods. `rate_ppm` is in parts per million: 15 % is 150000.",
    columns: {},
  },
  transfer_states: {
    says: "Where a transfer stands (`id` is the transfer's, `location_id` its source): the one row that both its locations see. Written by the two posting functions only.",
    columns: {
      lines: "What the lines say, for the other side: [{id, line_no, item_id, barcode, item_name, unit_symbol, is_batch_tracked, batch_number, expiry_date, quantity_milli, unit_cost_minor}]. One row, so that an open transfer is one row on a device and goes as one when it is received.",
      differs: "Whether what came is not what was sent, in any line.",
    },
  },
  units: {
    says: "What a quantity counts (R4.1-8). `quantity_decimals` 0 is sold by the piece, 1 to 3 is weighed or measured.",
    columns: {},
  },
  voided_documents: {
    says: "A document that was refused and that a manager closed for good (`id` is the document's): it never enters the books, its number stays taken, and a device that still sends it is told so.",
    columns: {},
  },
};

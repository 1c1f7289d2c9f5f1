-- What leaves the database by replication: the tables that the sync streams
-- read, by name. A table that is not here reaches no device.

create publication powersync for table
  public.locations, public.location_members, public.location_settings, public.devices,
  public.categories, public.units, public.tax_rates, public.items,
  public.customers, public.suppliers, public.stock_lots,
  public.location_journal_heads, public.stock_balances, public.document_outcomes, public.rejected_documents, public.voided_documents,
  public.sales_invoices, public.sales_invoice_lines, public.sales_invoice_payments,
  public.stock_adjustments, public.stock_adjustment_lines;

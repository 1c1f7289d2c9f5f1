-- Stock transfers and their receipts join the kinds of documents. Alone in their
-- file: Postgres lets nothing use a value in the transaction that adds it.

alter type public.entity_type add value 'stock_transfer' before 'master_update';
alter type public.entity_type add value 'stock_transfer_receipt' before 'master_update';

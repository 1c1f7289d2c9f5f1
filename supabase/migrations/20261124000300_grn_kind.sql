-- Goods received notes join the kinds of documents. Alone in its file: Postgres
-- lets nothing use a value in the transaction that adds it.

alter type public.entity_type add value 'grn' before 'stock_adjustment';

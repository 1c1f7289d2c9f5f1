-- Count sheets join the kinds of documents. Alone in its file: Postgres lets
-- nothing use a value in the transaction that adds it.

alter type public.entity_type add value 'stock_count' before 'master_update';

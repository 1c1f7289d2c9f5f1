-- What may be owed, and the document that pays it. Alone in its file: Postgres
-- lets nothing use a value in the transaction that adds it.

alter type public.payment_method add value 'credit';
alter type public.entity_type add value 'customer_payment' before 'master_update';

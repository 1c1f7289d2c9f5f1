-- The ledger and what it is worth reach devices too, but only where a report
-- asks for them: the cost of what was sold, the history of an item and the value
-- of the stock are in no document.

alter publication powersync add table public.stock_moves, public.item_costs;

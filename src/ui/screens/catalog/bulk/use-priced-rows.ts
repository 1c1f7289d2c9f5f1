import { useEffect, useState } from 'react';
import { itemPrices, type PricedRow } from '#queries/masters.ts';
import { reportTrouble } from '#ui/background-trouble.ts';
import { useShop } from '#ui/shop-context.tsx';

const chunkSize = 2000;

/** The prices as they are now, some thousands at a time: what the till reads in between does not wait long. Null until all are read. */
export function usePricedRows(ids: ReadonlySet<string>): readonly PricedRow[] | null {
  const { read } = useShop().till.db;
  const [rows, setRows] = useState<readonly PricedRow[] | null>(null);
  useEffect(() => {
    let isWanted = true;
    const readAll = async () => {
      const wanted = [...ids];
      const found: PricedRow[] = [];
      for (let from = 0; from < wanted.length && isWanted; from += chunkSize) {
        found.push(...(await itemPrices(read, wanted.slice(from, from + chunkSize)).execute()));
      }
      if (isWanted) setRows(found.toSorted((a, b) => a.name.localeCompare(b.name)));
    };
    readAll().catch(reportTrouble);
    return () => {
      isWanted = false;
    };
  }, [read, ids]);
  return rows;
}

import { useEffect, useState } from 'react';
import type { MasterTable } from '#schema/masters.ts';
import type { HistoryAnswer, MasterEditRow } from '#schema/master-history.ts';
import { useShop } from '#ui/shop-context.tsx';

type Failure = Exclude<HistoryAnswer, { kind: 'page' }>;

interface Known {
  readonly edits: readonly MasterEditRow[];
  readonly hasMore: boolean;
  /** Why there is not more of it; null where there is. */
  readonly failure: Failure | null;
}

export interface History extends Known {
  readonly isLoading: boolean;
  /** Goes on after the last one; the same again where it failed. */
  readonly more: () => void;
}

const nothing: Known = { edits: [], hasMore: false, failure: null };

/** What the server keeps of one record, a page at a time. */
export function useHistory(table: MasterTable, id: string): History {
  const { till, history } = useShop();
  const [known, setKnown] = useState(nothing);
  /** After which edit the page that is being read begins; false while none is. */
  const [reading, setReading] = useState<string | null | false>(null);
  useEffect(() => {
    if (reading === false) return undefined;
    let isStale = false;
    void history.editsOf({ locationId: till.location.id, table, id, before: reading }).then((answer) => {
      if (isStale) return;
      setReading(false);
      setKnown((now) => after(now, answer));
    });
    return () => {
      isStale = true;
    };
  }, [history, till, table, id, reading]);
  return {
    ...known,
    isLoading: reading !== false,
    more: () => setReading(known.edits.at(-1)?.stamp ?? null),
  };
}

function after(now: Known, answer: HistoryAnswer): Known {
  if (answer.kind !== 'page') return { ...now, failure: answer };
  return { edits: [...now.edits, ...answer.edits], hasMore: answer.hasMore, failure: null };
}

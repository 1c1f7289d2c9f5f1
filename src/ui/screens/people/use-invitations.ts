import { useCallback, useEffect, useState } from 'react';
import type { NotDone, Online } from '#schema/online.ts';
import type { Invitation } from '#schema/people.ts';
import { useShop, useSyncView } from '#ui/shop-context.tsx';

export interface OpenInvitations {
  /** Null until the server has said. */
  readonly list: readonly Invitation[] | null;
  /** Why it has not, the last time it was asked. */
  readonly failure: NotDone | null;
  readonly look: () => Promise<void>;
}

/** Whom the location has invited: the server alone knows. Asked when the screen opens, and when the network is back. */
export function useInvitations(): OpenInvitations {
  const { till, people } = useShop();
  const { connection } = useSyncView();
  const [list, setList] = useState<readonly Invitation[] | null>(null);
  const [failure, setFailure] = useState<NotDone | null>(null);
  const locationId = till.location.id;
  const take = useCallback((answer: Online<readonly Invitation[]>) => {
    setFailure(answer.kind === 'done' ? null : answer);
    if (answer.kind === 'done') setList(answer.value);
  }, []);
  useEffect(() => {
    let isGone = false;
    void people.openInvitations(locationId).then((answer) => isGone || take(answer));
    return () => {
      isGone = true;
    };
  }, [people, locationId, connection, take]);
  const look = async () => take(await people.openInvitations(locationId));
  return { list, failure, look };
}

import { useEffect, useState, useSyncExternalStore } from 'react';
import type { CopyState, Workbench } from '#schema/workbench.ts';
import { useShop } from '#ui/shop-context.tsx';

export interface OpenBench {
  readonly bench: Workbench | null;
  readonly state: CopyState;
}

const nothing: CopyState = { copy: null, making: null, trouble: null };
const never = () => () => undefined;

/** With a copy of its own, as long as the screen is there. */
export function useWorkbench(): OpenBench {
  const { openWorkbench } = useShop();
  const [bench, setBench] = useState<Workbench | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    let isGone = false;
    const opening = openWorkbench();
    opening.then(
      (opened) => {
        if (isGone) return;
        setBench(opened);
        void opened.refresh();
      },
      (error: unknown) => setFailure(error),
    );
    return () => {
      isGone = true;
      setBench(null);
      opening.then((opened) => opened.close()).catch(() => undefined);
    };
  }, [openWorkbench]);
  if (failure !== null) throw failure;
  const state = useSyncExternalStore(bench?.subscribe ?? never, () => bench?.state() ?? nothing);
  return { bench, state };
}

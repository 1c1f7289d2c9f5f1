import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';

/** A scan on the receipt of the last customer is the first item of the next one: `/sell?scan=…`. */
export function useScanFromElsewhere(onScan: (code: string) => Promise<unknown>): void {
  const { scan } = useSearch({ from: '/sell' });
  const navigate = useNavigate();
  useEffect(() => {
    if (scan === undefined) return;
    void navigate({ to: '/sell', search: {}, replace: true });
    void onScan(scan);
    // Once for each code that arrives, whatever else is drawn anew.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [scan]);
}

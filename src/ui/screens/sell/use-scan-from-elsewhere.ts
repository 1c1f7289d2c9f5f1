import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';

/** A scan on another screen, the receipt of the last customer say, is the first item of the next one: `/sell?scan=…`. */
export function useScanFromElsewhere(onScan: (code: string) => void): void {
  const { scan } = useSearch({ from: '/sell' });
  const navigate = useNavigate();
  useEffect(() => {
    if (scan === undefined) return;
    void navigate({ to: '/sell', search: {}, replace: true });
    onScan(scan);
    // Once for each code that arrives, whatever else is drawn anew.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [scan]);
}

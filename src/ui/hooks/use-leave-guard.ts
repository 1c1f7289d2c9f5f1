import { useBlocker, type ShouldBlockFn } from '@tanstack/react-router';

interface Leaving {
  readonly go: () => void;
  readonly stay: () => void;
}

/** A screen that replaces its own address has asked already. */
const isLeaving: ShouldBlockFn = ({ action }) => action !== 'REPLACE';

/**
 * While something is typed that is nowhere else: who goes back, to another
 * screen, or closes the tab is stopped. Null until somebody does; then both
 * ways on. Of a closed tab the browser asks.
 */
export function useLeaveGuard(hasTyped: boolean): Leaving | null {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: isLeaving,
    disabled: !hasTyped,
    withResolver: true,
  });
  return status === 'blocked' ? { go: proceed, stay: reset } : null;
}

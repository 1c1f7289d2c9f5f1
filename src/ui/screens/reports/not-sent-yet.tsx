import { useMoney } from '#ui/shop-context.tsx';

interface NotSentYetProps {
  readonly all: number;
  /** What of it is on this device only. */
  readonly pending: number;
}

/** An amount, and how much of it is not in the books yet. */
export function NotSentYet({ all, pending }: NotSentYetProps) {
  const money = useMoney();
  return (
    <>
      {money(all)}
      {pending === 0 ? null : (
        <span className="text-soft block text-xs font-medium">{money(pending)} not sent yet</span>
      )}
    </>
  );
}

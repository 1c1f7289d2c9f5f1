import { Link } from '@tanstack/react-router';
import { CircleAlert, Hourglass } from 'lucide-react';
import { addDays } from '#domain/business-date.ts';
import { unpostedTakings } from '#queries/refused.ts';
import { uncountedTakings, type UncountedTakings } from '#queries/reports/uncounted-takings.ts';
import { openShift, readOpenShift } from '#queries/shifts.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Notice } from '#ui/parts/notice.tsx';
import { reportThrottleMs } from '#ui/screens/reports/report-throttle.ts';
import { useMoney, useShop } from '#ui/shop-context.tsx';

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Money that no closed shift has: of a drawer that is open, and of documents that the server refuses. As of now, whatever the period. */
export function UncountedMoney({ today }: { readonly today: string }) {
  const { read } = useShop().till.db;
  const money = useMoney();
  // What every device keeps: this month and the one before.
  const since = `${addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7)}-01`;
  const tills = useLive(uncountedTakings(read, since), reportThrottleMs).rows;
  const [draft] = useLive(openShift(read), reportThrottleMs).rows;
  const [refused] = useLive(unpostedTakings(read), reportThrottleMs).rows;
  return (
    <>
      {draft || tills.length > 0 ? (
        <Notice tone="neutral" icon={Hourglass} title="In no closed shift yet">
          <ul className="num flex flex-col gap-1">
            {draft ? <li>This device has a shift open since {at(readOpenShift(draft).opened_at)}.</li> : null}
            {tills.map((till) => (
              <li key={till.device_id}>{sentence(till, money)}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {refused && refused.count > 0 ? (
        <Notice
          tone="attention"
          icon={CircleAlert}
          title={`${money(refused.total_minor)} was taken with ${refused.count === 1 ? 'a document' : `${refused.count.toLocaleString()} documents`} that the server refuses`}
        >
          The money is in the drawer and not in the books.{' '}
          <Link to="/queue" className="font-semibold underline underline-offset-4">
            Settle them
          </Link>
        </Notice>
      ) : null}
    </>
  );
}

const at = (moment: string) => when.format(new Date(moment));

function sentence(till: UncountedTakings, money: (minor: number) => string): string {
  const { device_code, document_count, cash_minor, card_minor, since, until } = till;
  const documents = document_count === 1 ? '1 receipt' : `${document_count.toLocaleString()} receipts`;
  return `Till ${device_code ?? '?'}: ${money(cash_minor)} in cash and ${money(card_minor)} by card, ${documents} from ${at(since)} to ${at(until)}.`;
}

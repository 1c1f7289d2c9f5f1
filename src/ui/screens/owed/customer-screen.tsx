import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { FileQuestionMark, HandCoins } from 'lucide-react';
import { paymentsOf, salesTo } from '#queries/customer-payments.ts';
import { paymentDraftOf } from '#queries/drafts.ts';
import type { ListedDocument } from '#queries/listed-documents.ts';
import type { OwingCustomer } from '#queries/owed.ts';
import { OwedFacts } from '#ui/customers/owed-facts.tsx';
import { useOwing } from '#ui/customers/use-owing.ts';
import { dayText } from '#ui/day-text.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useNow } from '#ui/hooks/use-now.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Facts } from '#ui/screens/settings/facts.tsx';
import { agoText } from '#ui/screens/queue/ago.ts';
import { Screen } from '#ui/shell/screen.tsx';
import { ScreenOpening } from '#ui/shell/screen-opening.tsx';
import { useMoney, useShop } from '#ui/shop-context.tsx';
import { DocumentRow } from './document-row.tsx';
import { TakePayment } from './take-payment.tsx';

/** One customer: what is owed, by when, and how it came to that. */
export function CustomerScreen() {
  const { id } = useParams({ from: '/sales/customers/$id' });
  const customer = useOwing(id);
  useScanToSell();
  if (customer === undefined) return <ScreenOpening title="Customer" />;
  if (customer) return <Customer key={id} customer={customer} />;
  return (
    <Screen title="Customer" section="sales">
      <EmptyState icon={FileQuestionMark} title="This customer is not on this device">
        They may belong to another location.
      </EmptyState>
    </Screen>
  );
}

function Customer({ customer }: { readonly customer: OwingCustomer }) {
  const { read } = useShop().till.db;
  const money = useMoney();
  const navigate = useNavigate();
  const now = useNow();
  const isPaying = useSearch({ from: '/sales/customers/$id' }).pay === true;
  const [begun] = useLive(paymentDraftOf(read, customer.id)).rows;
  const payments = useLive(paymentsOf(read, customer.id), 16);
  const sales = useLive(salesTo(read, customer.id), 16);
  const open = (search: { pay?: true }) =>
    void navigate({ to: '/sales/customers/$id', params: { id: customer.id }, search, replace: true });
  const ask = () => open({ pay: true });
  useHotkeys(isPaying ? {} : { F2: ask, Escape: () => void navigate({ to: '/sales/customers' }) });
  const debts = customer.open_debts;
  return (
    <Screen title={customer.name} section="sales">
      <div className="scroll-calm grid min-h-0 flex-1 content-start gap-6 px-4 pb-6 md:px-6 lg:grid-cols-[minmax(18rem,24rem)_1fr]">
        <div className="flex flex-col gap-4">
          {customer.phone ? <p className="num text-soft">{customer.phone}</p> : null}
          <OwedFacts customer={customer} />
          <Button tone="primary" size="xl" icon={HandCoins} keyName="F2" onClick={ask}>
            Take payment
          </Button>
          {begun ? (
            <p className="text-soft -mt-2 text-sm">
              One is being written · changed {agoText(begun.client_updated_at, now)}
            </p>
          ) : null}
          {debts.length > 1 ? (
            <section aria-label="What is due when">
              <h2 className="text-lg">Due</h2>
              <Facts
                facts={debts.map(({ due_date, amount_minor }) => [dayText(due_date), money(amount_minor)])}
              />
            </section>
          ) : null}
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <Documents title="Payments" kind="payment" rows={payments.rows} none="None on this device." />
          <Documents title="Sales" kind="sale" rows={sales.rows} none="None on this device." />
        </div>
      </div>
      {isPaying ? <TakePayment customer={customer} onClose={() => open({})} /> : null}
    </Screen>
  );
}

interface DocumentsProps {
  readonly title: string;
  readonly kind: 'sale' | 'payment';
  readonly rows: readonly ListedDocument[];
  readonly none: string;
}

function Documents({ title, kind, rows, none }: DocumentsProps) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h2 className="text-lg">{title}</h2>
      {rows.length === 0 ? <p className="text-soft">{none}</p> : null}
      <ul className="flex flex-col gap-2">
        {rows.map((document) => (
          <li key={document.id}>
            <DocumentRow kind={kind} document={document} />
          </li>
        ))}
      </ul>
    </section>
  );
}

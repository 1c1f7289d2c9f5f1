import { useState } from 'react';
import type { RefusedRow } from '#queries/refused-document.ts';
import type { DocumentContent } from '#schema/document-content.ts';
import type { SalePayload } from '#schema/documents/sale.ts';
import type { ShiftPayload } from '#schema/documents/shift.ts';
import { Button } from '#ui/parts/button.tsx';
import { Panel } from '#ui/parts/panel.tsx';
import { Facts } from '#ui/screens/settings/facts.tsx';
import { useMoney } from '#ui/shop-context.tsx';
import { CustomerDialog } from '#ui/customers/customer-dialog.tsx';
import { DocumentLines } from './document-lines.tsx';
import { SupplierLine } from './supplier-line.tsx';
import { SendCorrected } from './send-corrected.tsx';
import type { CorrectionDraft } from './use-correction.ts';

interface DocumentPaperProps {
  readonly row: RefusedRow;
  readonly content: DocumentContent;
  readonly draft: CorrectionDraft | null;
}

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** What it is: who made it, when, what is on it, how it was paid. */
export function DocumentPaper({ row, content, draft }: DocumentPaperProps) {
  const money = useMoney();
  const { payload } = content;
  const at = new Date(payload.client_created_at);
  const facts: [string, string][] = [
    ['Made by', row.cashier_name ?? 'unknown'],
    ['Till', row.device_code ?? 'unknown'],
    ['Made', Number.isNaN(at.getTime()) ? 'unknown' : when.format(at)],
  ];
  const sale = content.entity_type === 'sales_invoice' ? content.payload : null;
  const hasCustomer = 'customer_id' in payload && payload.customer_id !== null;
  return (
    <Panel title="The document">
      <Facts facts={facts} />
      {hasCustomer || draft?.customer ? (
        <CustomerLine name={row.customer_name} draft={draft} isNeeded={sale === null || isOnCredit(sale)} />
      ) : null}
      {content.entity_type === 'grn' && draft ? (
        <SupplierLine supplierId={content.payload.supplier_id} draft={draft} />
      ) : null}
      {payload.note ? <p className="whitespace-pre-line">{payload.note}</p> : null}
      {'lines' in payload ? <DocumentLines payload={payload} draft={draft} /> : null}
      {sale ? <Payments sale={sale} /> : null}
      {content.entity_type === 'grn' ? <Total minor={content.payload.total_minor} /> : null}
      {content.entity_type === 'customer_payment' ? (
        <dl className="num border-line grid grid-cols-[1fr_auto] gap-x-4 border-t pt-3">
          <PaymentLine method={content.payload.method} amount={money(content.payload.amount_minor)} />
        </dl>
      ) : null}
      {content.entity_type === 'shift' ? <Drawer shift={content.payload} /> : null}
      {draft?.isChanged ? <SendCorrected draft={draft} /> : null}
    </Panel>
  );
}

function isOnCredit(sale: SalePayload): boolean {
  return sale.payments.some(({ method }) => method === 'credit');
}

/** How it was paid, and the total. */
export function Payments({ sale }: { readonly sale: SalePayload }) {
  const money = useMoney();
  return (
    <dl className="num border-line grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-t pt-3">
      {sale.payments.map((payment) => (
        <PaymentLine key={payment.id} method={payment.method} amount={money(payment.amount_minor)} />
      ))}
      <dt className="text-lg font-bold">Total</dt>
      <dd className="text-end text-lg font-bold">{money(sale.total_minor)}</dd>
    </dl>
  );
}

function Drawer({ shift }: { readonly shift: ShiftPayload }) {
  const money = useMoney();
  const facts: [string, string][] = [
    ['Counted', money(shift.counted_minor)],
    ['Expected', money(shift.expected_minor)],
    ['Difference', money(shift.variance_minor)],
  ];
  return <Facts facts={facts} />;
}

function Total({ minor }: { readonly minor: number }) {
  const money = useMoney();
  return (
    <p className="num border-line flex justify-between gap-4 border-t pt-3 text-lg font-bold">
      <span>Total</span>
      <span>{money(minor)}</span>
    </p>
  );
}

const paidWords = { cash: 'Paid in cash', card: 'Paid by card', credit: 'On credit' } as const;

interface PaymentLineProps {
  readonly method: keyof typeof paidWords;
  readonly amount: string;
}

function PaymentLine({ method, amount }: PaymentLineProps) {
  return (
    <>
      <dt className="text-soft">{paidWords[method]}</dt>
      <dd className="text-end">{amount}</dd>
    </>
  );
}

interface CustomerLineProps {
  /** Null where the customer is not on this device. */
  readonly name: string | null;
  readonly draft: CorrectionDraft | null;
  /** It cannot be without one. */
  readonly isNeeded: boolean;
}

function CustomerLine({ name, draft, isNeeded }: CustomerLineProps) {
  const [isChoosing, setChoosing] = useState(false);
  const now = draft?.customer === undefined ? (name ?? 'Unknown customer') : (draft.customer?.name ?? 'None');
  return (
    <div className="flex flex-wrap items-center gap-2">
      <p className="min-w-0 flex-1 basis-44">
        <span className="text-soft block text-sm">Customer</span>
        <span className="font-semibold">{now}</span>
      </p>
      {draft ? (
        <>
          {isNeeded ? null : <Button onClick={() => draft.chooseCustomer(null)}>Take off</Button>}
          <Button onClick={() => setChoosing(true)}>Choose another</Button>
        </>
      ) : null}
      {draft && isChoosing ? (
        <CustomerDialog
          onChoose={(customer) => {
            draft.chooseCustomer(customer);
            setChoosing(false);
          }}
          onClose={() => setChoosing(false)}
        />
      ) : null}
    </div>
  );
}

import { CircleCheck, TriangleAlert } from 'lucide-react';
import { canonicalText } from '#domain/canonical-text.ts';
import { documentHistory } from '#queries/document-history.ts';
import { postedPayload } from '#queries/posted-payload.ts';
import { readContent, type DocumentContent } from '#schema/document-content.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Notice } from '#ui/parts/notice.tsx';
import { Panel } from '#ui/parts/panel.tsx';
import { Facts } from '#ui/screens/settings/facts.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { DocumentLines } from './document-lines.tsx';
import { Payments } from './document-paper.tsx';

interface PostedTwinProps {
  readonly id: string;
  /** What was refused, because the books have a document of that id. */
  readonly content: DocumentContent;
}

/** That document: whether it says the same, else what it says. */
export function PostedTwin({ id, content }: PostedTwinProps) {
  const { read } = useShop().till.db;
  const { rows, isLoading } = useLive(postedPayload(read, content.entity_type, id));
  if (isLoading) return null;
  const posted = readContent(content.entity_type, rows[0]?.payload ?? null);
  if (posted === null) {
    return (
      <Notice tone="attention" icon={TriangleAlert} title="What is in the books is not on this device">
        It may be of an older month or of another location. Look for it by its number before you close this
        one.
      </Notice>
    );
  }
  if (canonicalText(posted.payload) === canonicalText(content.payload)) {
    return (
      <Notice tone="good" icon={CircleCheck} title="What is in the books says the same">
        Nothing is missing: this one can be closed.
      </Notice>
    );
  }
  return <Twin id={id} content={posted} />;
}

function numberOf({ entity_type, payload }: DocumentContent): string {
  switch (entity_type) {
    case 'sales_invoice':
      return payload.invoice_number;
    case 'stock_adjustment':
      return payload.adjustment_number;
    case 'customer_payment':
      return payload.payment_number;
    case 'grn':
      return payload.grn_number;
    case 'shift':
      return payload.shift_number;
    case 'stock_count':
      return payload.count_number;
    case 'stock_transfer':
      return payload.transfer_number;
    case 'stock_transfer_receipt':
      return payload.receipt_number;
  }
}

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

function Twin({ id, content }: PostedTwinProps) {
  const { read } = useShop().till.db;
  const [made] = useLive(documentHistory(read, id)).rows;
  const { payload } = content;
  const number = numberOf(content);
  return (
    <Panel title="In the books instead of it">
      <Facts
        facts={[
          ['Number', number],
          ['Made by', made?.made_by ?? 'unknown'],
          ['Till', made?.device_code ?? 'unknown'],
          ['Made', when.format(new Date(payload.client_created_at))],
        ]}
      />
      {payload.note ? <p className="whitespace-pre-line">{payload.note}</p> : null}
      {'lines' in payload ? <DocumentLines payload={payload} draft={null} /> : null}
      {content.entity_type === 'sales_invoice' ? <Payments sale={content.payload} /> : null}
    </Panel>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { ArrowRightLeft, CircleCheck, Clock, PackageOpen, TriangleAlert, Truck } from 'lucide-react';
import type { ReceiptDraft } from '#domain/receipt-draft.ts';
import type { TransferDraft } from '#domain/transfer-draft.ts';
import { newId } from '#schema/new-id.ts';
import { drafts } from '#queries/drafts.ts';
import {
  comingTransfers,
  destinations,
  receivedTransfers,
  sentTransfers,
  type ComingTransfer,
  type SentTransfer,
} from '#queries/transfers.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { Badge } from '#ui/parts/badge.tsx';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { DraftRow, linesWord, PostedRow, Rows, Time, TransferRow } from './transfer-row.tsx';

const refreshMs = 16;

/** What goes out and what comes in, wherever it stands, from what is on this device. */
export function TransferList() {
  const { till } = useShop();
  const { read } = till.db;
  const here = till.location.id;
  const navigate = useNavigate();
  const coming = useLive(comingTransfers(read, here), refreshMs);
  const sent = useLive(sentTransfers(read, here), refreshMs);
  const received = useLive(receivedTransfers(read), refreshMs);
  const start = () => void navigate({ to: '/stock/transfers/send/$id', params: { id: newId() } });
  useHotkeys({ F2: start });
  useScanToSell();
  const isEmpty = [coming, sent, received].every(({ rows, isLoading }) => rows.length === 0 && !isLoading);
  return (
    <Screen
      title="Transfers"
      section="stock"
      actions={
        <Button tone="primary" size="lg" icon={Truck} keyName="F2" onClick={start}>
          Send goods
        </Button>
      }
    >
      <div className="scroll-calm flex min-h-0 flex-1 flex-col gap-6 px-4 pb-6 md:px-6">
        <Drafts />
        {coming.rows.length > 0 ? (
          <Rows title="Coming in">
            {coming.rows.map((one) => (
              <ComingRow key={one.id} of={one} />
            ))}
          </Rows>
        ) : null}
        {sent.rows.length > 0 ? (
          <Rows title="Sent">
            {sent.rows.map((one) => (
              <PostedRow
                key={one.id}
                document={one}
                to="/stock/transfers/sent/$id"
                words={`To ${one.to_name ?? 'another location'}`}
                badge={stateBadge(one)}
              />
            ))}
          </Rows>
        ) : null}
        {received.rows.length > 0 ? (
          <Rows title="Received">
            {received.rows.map((one) => (
              <PostedRow
                key={one.id}
                document={one}
                to="/stock/transfers/received/$id"
                words={`From ${one.from_name ?? 'another location'}${one.sent_number ? ` · ${one.sent_number}` : ''}`}
              />
            ))}
          </Rows>
        ) : null}
        {isEmpty ? (
          <EmptyState icon={ArrowRightLeft} title="No goods are on their way">
            Send goods to another location, and what others send to you appears here by itself.
          </EmptyState>
        ) : null}
      </div>
    </Screen>
  );
}

function ComingRow({ of }: { readonly of: ComingTransfer }) {
  const from = `From ${of.from_name ?? 'another location'}`;
  const detail = (
    <>
      {from} · {linesWord(of.line_count)} · <Time at={of.client_created_at} />
    </>
  );
  if (of.receipt_id === null)
    return (
      <TransferRow
        to="/stock/transfers/receive/$id"
        id={of.id}
        title={of.transfer_number}
        detail={detail}
        badge={
          <Badge tone="attention" icon={PackageOpen}>
            To receive
          </Badge>
        }
      />
    );
  const isFailed = of.receipt_status === 'failed';
  return (
    <TransferRow
      to={isFailed ? '/queue/$id' : '/stock/transfers/received/$id'}
      id={of.receipt_id}
      title={of.transfer_number}
      detail={detail}
      badge={
        <Badge tone={isFailed ? 'bad' : 'good'} icon={isFailed ? TriangleAlert : Clock}>
          {isFailed ? 'Received, refused' : 'Received, not sent yet'}
        </Badge>
      }
    />
  );
}

function stateBadge({ state, differs }: SentTransfer) {
  if (state === null) return undefined;
  if (state === 'in_transit')
    return (
      <Badge tone="attention" icon={Truck}>
        On its way
      </Badge>
    );
  return differs === 1 ? (
    <Badge tone="attention" icon={TriangleAlert}>
      Received, differs
    </Badge>
  ) : (
    <Badge tone="good" icon={CircleCheck}>
      Received
    </Badge>
  );
}

function Drafts() {
  const { till } = useShop();
  const { read } = till.db;
  const going = useLive(drafts(read, 'stock_transfer')).rows;
  const counted = useLive(drafts(read, 'stock_transfer_receipt')).rows;
  const names = useLive(destinations(read, till.location.id)).rows;
  const nameOf = (id: string | null) => names.find((one) => one.id === id)?.name;
  if (going.length + counted.length === 0) return null;
  return (
    <Rows title="Being written on this device">
      {going.map(({ id, payload, client_updated_at: at }) => {
        // Written by `saveDraft` from a TransferDraft.
        const { to_location_id, lines } = JSON.parse(payload) as TransferDraft;
        const name = nameOf(to_location_id);
        return (
          <DraftRow
            key={id}
            to="/stock/transfers/send/$id"
            {...{ id, at }}
            title={name ? `To ${name}` : 'To be sent'}
            lineCount={lines.length}
          />
        );
      })}
      {counted.map(({ id, payload, client_updated_at: at }) => {
        // Written by `saveDraft` from a ReceiptDraft.
        const { transfer_id, transfer_number, lines } = JSON.parse(payload) as ReceiptDraft;
        return (
          <DraftRow
            key={id}
            to="/stock/transfers/receive/$id"
            id={transfer_id}
            at={at}
            title={`Counting ${transfer_number}`}
            lineCount={lines.length}
          />
        );
      })}
    </Rows>
  );
}

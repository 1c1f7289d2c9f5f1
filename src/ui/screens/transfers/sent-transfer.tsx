import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { CircleCheck, FileQuestionMark, TriangleAlert, Truck } from 'lucide-react';
import type { StockTransferPayload } from '#schema/documents/stock-transfer.ts';
import { newId } from '#schema/new-id.ts';
import { storedDocument, type StoredDocument } from '#queries/stored-document.ts';
import { locationName, transferState } from '#queries/transfers.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { ScreenOpening } from '#ui/shell/screen-opening.tsx';
import { useSettings, useShop } from '#ui/shop-context.tsx';
import { StoredTransfer } from './stored-transfer.tsx';
import { TransferPaper } from './transfer-paper.tsx';

export function SentTransferScreen() {
  const { id } = useParams({ from: '/stock/transfers/sent/$id' });
  const { rows, isLoading } = useLive<StoredDocument>(
    storedDocument(useShop().till.db.read, 'stock_transfer', id),
    16,
  );
  useScanToSell();
  const [document] = rows;
  if (document) return <Stored document={document} />;
  if (isLoading) return <ScreenOpening title="Transfer" />;
  return (
    <Screen title="Transfer">
      <EmptyState icon={FileQuestionMark} title="This transfer is not on this device">
        It may be older than two months, or belong to another location.
      </EmptyState>
    </Screen>
  );
}

function Stored({ document: of }: { readonly document: StoredDocument }) {
  const { fresh } = useSearch({ from: '/stock/transfers/sent/$id' });
  const { read } = useShop().till.db;
  const settings = useSettings();
  const navigate = useNavigate();
  // Of this app, or as the server has it.
  const payload = JSON.parse(of.payload) as StockTransferPayload;
  const [to] = useLive(locationName(read, payload.to_location_id)).rows;
  const startNext = () => void navigate({ to: '/stock/transfers/send/$id', params: { id: newId() } });
  useHotkeys({ F2: startNext });
  if (!settings) return null;
  return (
    <StoredTransfer
      document={of}
      title={fresh ? 'Goods sent' : `Transfer ${payload.transfer_number}`}
      pendingText={`Stored on this device as ${payload.transfer_number}. The goods have left your stock; the other location sees them coming as soon as this is sent, which happens by itself.`}
      status={<Standing id={of.id} />}
      next={
        <Button
          tone="primary"
          size="xl"
          icon={Truck}
          keyName="F2"
          // It was posted by a key: the next one is a key away.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={fresh === true}
          onClick={startNext}
        >
          Send more
        </Button>
      }
      paper={
        <TransferPaper
          title="Stock transfer"
          number={payload.transfer_number}
          at={payload.client_created_at}
          from={settings.location_name}
          to={to?.name ?? 'another location'}
          about=""
          note={payload.note}
          foot={`Sent by ${of.cashier_name || 'us'} · Till ${of.device_code}`}
          isVoid={of.sync_status === 'void'}
          settings={settings}
          lines={payload.lines.map((line) => ({
            ...line,
            name: line.item_name,
            unit: line.unit_symbol,
            difference: null,
          }))}
        />
      }
    />
  );
}

/** Whether the other location has it. */
function Standing({ id }: { readonly id: string }) {
  const [at] = useLive(transferState(useShop().till.db.read, id)).rows;
  if (!at) return null;
  if (at.state === 'in_transit')
    return (
      <Notice tone="attention" icon={Truck} title="On its way">
        The other location has not received it yet.
      </Notice>
    );
  return at.differs === 1 ? (
    <Notice
      tone="attention"
      icon={TriangleAlert}
      title={`Received as ${at.receipt_number}, with differences`}
    >
      What came is not what was sent. Ask them which line, and correct your stock if the error is here.
    </Notice>
  ) : (
    <Notice tone="good" icon={CircleCheck} title={`Received as ${at.receipt_number}`}>
      All of it came.
    </Notice>
  );
}

import { useParams, useSearch } from '@tanstack/react-router';
import { FileQuestionMark } from 'lucide-react';
import type { StockTransferReceiptPayload } from '#schema/documents/stock-transfer-receipt.ts';
import { storedDocument, type StoredDocument } from '#queries/stored-document.ts';
import { locationName } from '#queries/transfers.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { ScreenOpening } from '#ui/shell/screen-opening.tsx';
import { useSettings, useShop } from '#ui/shop-context.tsx';
import { StoredTransfer } from './stored-transfer.tsx';
import { TransferPaper } from './transfer-paper.tsx';

export function ReceivedTransferScreen() {
  const { id } = useParams({ from: '/stock/transfers/received/$id' });
  const { rows, isLoading } = useLive<StoredDocument>(
    storedDocument(useShop().till.db.read, 'stock_transfer_receipt', id),
    16,
  );
  useScanToSell();
  const [document] = rows;
  if (document) return <Stored document={document} />;
  if (isLoading) return <ScreenOpening title="Transfer received" />;
  return (
    <Screen title="Transfer received">
      <EmptyState icon={FileQuestionMark} title="This receipt is not on this device">
        The transfer is received. Its receipt may be on its way from another till, or older than two months.
      </EmptyState>
    </Screen>
  );
}

function Stored({ document: of }: { readonly document: StoredDocument }) {
  const { fresh } = useSearch({ from: '/stock/transfers/received/$id' });
  const settings = useSettings();
  // Of this app, or as the server has it.
  const payload = JSON.parse(of.payload) as StockTransferReceiptPayload;
  const [from] = useLive(locationName(useShop().till.db.read, payload.from_location_id)).rows;
  if (!settings) return null;
  return (
    <StoredTransfer
      document={of}
      title={fresh ? 'Goods received' : `Receipt ${payload.receipt_number}`}
      pendingText={`Received, not sent yet: stored on this device as ${payload.receipt_number}. What came is in stock here and can be sold; it is sent to the server by itself, once.`}
      paper={
        <TransferPaper
          title="Transfer received"
          number={payload.receipt_number}
          at={payload.client_created_at}
          from={from?.name ?? 'another location'}
          to={settings.location_name}
          about={`Sent as ${payload.sent_number}`}
          note={payload.note}
          foot={`Received by ${of.cashier_name || 'us'} · Till ${of.device_code}`}
          isVoid={of.sync_status === 'void'}
          settings={settings}
          lines={payload.lines.map((line) => ({
            ...line,
            name: line.item_name,
            unit: line.unit_symbol,
            barcode: null,
            difference: line.sent_milli === line.quantity_milli ? null : line,
          }))}
        />
      }
    />
  );
}

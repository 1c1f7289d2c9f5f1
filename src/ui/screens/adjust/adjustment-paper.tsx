import { formatQuantity } from '#domain/quantity.ts';
import type { StoredDocument } from '#queries/stored-document.ts';
import type { StockAdjustmentLine, StockAdjustmentPayload } from '#schema/documents/stock-adjustment.ts';
import { noteWord, reasonWords } from '#ui/adjustment-words.ts';
import { Paper, PaperLine } from '#ui/documents/paper.tsx';
import { useBatchNames } from '#ui/documents/use-batch-names.ts';
import { useSettings } from '#ui/shop-context.tsx';

export function AdjustmentPaper({ document: of }: { readonly document: StoredDocument }) {
  const settings = useSettings();
  // Posted by this app, or in the books.
  const payload = JSON.parse(of.payload) as StockAdjustmentPayload;
  const batch = useBatchNames(payload.lines);
  if (!settings) return null;
  return (
    <Paper
      document={of}
      settings={settings}
      title="Stock adjustment"
      number={payload.adjustment_number}
      at={payload.client_created_at}
      by="Adjusted by"
    >
      <p className="pt-1.5 font-medium">{reasonWords[payload.reason]}</p>
      {payload.note === noteWord(payload.reason) ? null : (
        <p className="break-words whitespace-pre-line">{payload.note}</p>
      )}
      <ul className="num py-2">
        {payload.lines.map((line) => (
          <PaperLine key={line.id} name={line.item_name} batch={batch(line)} quantity={signed(line)} />
        ))}
      </ul>
    </Paper>
  );
}

function signed({ quantity_milli, unit_symbol }: StockAdjustmentLine): string {
  const text = formatQuantity(Math.abs(quantity_milli), quantity_milli % 1000 === 0 ? 0 : 3);
  return `${quantity_milli < 0 ? '−' : '+'}${text} ${unit_symbol}`;
}

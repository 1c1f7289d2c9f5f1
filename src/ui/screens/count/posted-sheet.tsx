import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { formatQuantity } from '#domain/quantity.ts';
import type { StoredDocument } from '#queries/stored-document.ts';
import { newId } from '#schema/new-id.ts';
import type { StockCountPayload } from '#schema/documents/stock-count.ts';
import { Paper, PaperLine } from '#ui/documents/paper.tsx';
import { PostedDocument } from '#ui/documents/posted-document.tsx';
import { useBatchNames } from '#ui/documents/use-batch-names.ts';
import { useSettings } from '#ui/shop-context.tsx';
import { titleOf } from './stocktakes-of.ts';

const words = {
  what: 'count sheet',
  posted: 'Sheet finished',
  next: 'Count on',
  all: 'All stocktakes',
  pending: 'It moves no stock.',
} as const;

/** What one person counted with one device; what the books said is not on it. */
export function PostedSheet() {
  const { id } = useParams({ from: '/stock/counted/$id' });
  const { fresh } = useSearch({ from: '/stock/counted/$id' });
  const navigate = useNavigate();
  return (
    <PostedDocument
      type="stock_count"
      id={id}
      isFresh={fresh === true}
      words={words}
      list="/stock/counts"
      onNext={({ payload }) => {
        const { stocktake_code: code, stocktake_name: name } = JSON.parse(payload) as StockCountPayload;
        void navigate({ to: '/stock/count/$id', params: { id: newId() }, search: { code, name } });
      }}
      paper={(document) => <SheetPaper document={document} />}
    />
  );
}

function SheetPaper({ document: of }: { readonly document: StoredDocument }) {
  const settings = useSettings();
  // Posted by this app, or in the books.
  const payload = JSON.parse(of.payload) as StockCountPayload;
  const batch = useBatchNames(payload.lines);
  if (!settings) return null;
  return (
    <Paper
      document={of}
      settings={settings}
      title="Count sheet"
      number={payload.count_number}
      at={payload.client_created_at}
      by="Counted by"
    >
      <p className="pt-1.5 font-medium">
        Stocktake {titleOf({ name: payload.stocktake_name, code: payload.stocktake_code })}
      </p>
      <ul className="num py-2">
        {payload.lines.map((line) => (
          <PaperLine
            key={line.id}
            name={line.item_name}
            batch={batch(line)}
            quantity={`${formatQuantity(line.quantity_milli, line.quantity_milli % 1000 === 0 ? 0 : 3)} ${line.unit_symbol}`}
          />
        ))}
      </ul>
      {payload.note ? <p className="pb-1.5 break-words whitespace-pre-line">{payload.note}</p> : null}
    </Paper>
  );
}

import { useState } from 'react';
import { formatQuantity } from '#domain/quantity.ts';
import { lineItems, lotsById } from '#queries/refused-document.ts';
import type { DocumentContent } from '#schema/document-content.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Badge } from '#ui/parts/badge.tsx';
import { Button } from '#ui/parts/button.tsx';
import { LotDialog } from '#ui/screens/sell/lot-dialog.tsx';
import { useMoney, useShop } from '#ui/shop-context.tsx';
import { NoteLineDialog } from './note-line-dialog.tsx';
import type { CorrectionDraft } from './use-correction.ts';

type Lined = Extract<DocumentContent['payload'], { readonly lines: unknown }>;

interface DocumentLinesProps {
  readonly payload: Lined;
  /** Null where nothing can be put right from here. */
  readonly draft: CorrectionDraft | null;
}

type Line = Lined['lines'][number];

/** What is on it; a line of a batch-tracked item offers to choose the batch. */
export function DocumentLines({ payload, draft }: DocumentLinesProps) {
  const { till } = useShop();
  const { lines } = payload;
  const items = useLive(
    lineItems(
      till.db.read,
      lines.flatMap(({ item_id }) => item_id ?? []),
    ),
  ).rows;
  const lotIds = lines.flatMap(({ lot_id }) => lot_id ?? []);
  const lots = useLive(lotsById(till.db.read, lotIds)).rows;
  const [choosing, setChoosing] = useState<Line | null>(null);
  const chosen = choosing && items.find(({ id }) => id === choosing.item_id);
  return (
    <>
      <ul className="divide-line flex flex-col divide-y">
        {lines
          .map((sent): Line => ({ ...sent, ...draft?.received.get(sent.id) }))
          .map((line) => (
            <LineRow
              key={line.id}
              line={line}
              isTracked={items.some(
                ({ id, is_batch_tracked }) => id === line.item_id && is_batch_tracked === 1,
              )}
              batch={
                draft?.lots.get(line.id)?.batch_number ??
                // A note says what its lots are made of; they are gone while it is refused.
                ('batch_number' in line ? line.batch_number : null) ??
                (line.lot_id && (lots.find(({ id }) => id === line.lot_id)?.batch_number ?? 'unknown'))
              }
              isNote={isOfNote(line)}
              onChoose={draft ? () => setChoosing(line) : null}
            />
          ))}
      </ul>
      {choosing && isOfNote(choosing) && draft ? (
        <NoteLineDialog
          line={choosing}
          onGive={(line) => {
            draft.chooseReceived(choosing.id, line);
            setChoosing(null);
          }}
          onClose={() => setChoosing(null)}
        />
      ) : choosing?.item_id && chosen && draft ? (
        <LotDialog
          of={{
            item_id: choosing.item_id,
            name: choosing.item_name,
            unit_symbol: choosing.unit_symbol,
            quantity_decimals: chosen.quantity_decimals,
            chosenId: draft.lots.get(choosing.id)?.id ?? choosing.lot_id,
          }}
          onChoose={(lot) => {
            draft.chooseLot(choosing.id, lot);
            setChoosing(null);
          }}
          onClose={() => setChoosing(null)}
        />
      ) : null}
    </>
  );
}

type NoteLine = Extract<Line, { readonly unit_cost_minor: number; readonly expiry_date: string | null }>;

/** Of goods received: it says itself what its batch is. */
function isOfNote(line: Line): line is NoteLine {
  return 'unit_cost_minor' in line && 'expiry_date' in line;
}

interface LineRowProps {
  readonly line: Line;
  readonly isTracked: boolean;
  readonly isNote: boolean;
  readonly batch: string | null;
  readonly onChoose: (() => void) | null;
}

function LineRow({ line, isTracked, isNote, batch, onChoose }: LineRowProps) {
  const money = useMoney();
  const quantity = formatQuantity(line.quantity_milli, line.quantity_milli % 1000 === 0 ? 0 : 3);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1.5 py-2.5">
      <p className="min-w-0 flex-1 basis-44">
        <span className="block font-semibold break-words">{line.item_name}</span>
        <span className="num text-soft text-sm">
          {quantity} {line.unit_symbol}
          {'price_minor' in line ? ` × ${money(line.price_minor)}` : ''}
          {isOfNote(line) ? ` × ${money(line.unit_cost_minor)}` : ''}
          {'sent_milli' in line && line.sent_milli !== line.quantity_milli
            ? ` of ${formatQuantity(line.sent_milli, line.sent_milli % 1000 === 0 ? 0 : 3)} sent: ${line.reason}`
            : ''}
        </span>
      </p>
      {isTracked || batch ? (
        <Badge tone={batch && batch !== 'unknown' ? 'neutral' : 'bad'}>
          {batch ? `Batch ${batch}` : 'No batch'}
        </Badge>
      ) : null}
      {onChoose && (isTracked || isNote) ? (
        <Button onClick={onChoose} aria-label={`${isNote ? 'Correct' : 'Choose batch of'} ${line.item_name}`}>
          {isNote ? 'Correct' : 'Choose batch'}
        </Button>
      ) : null}
      {'amount_minor' in line ? (
        <span className="num ms-auto min-w-16 text-end font-semibold">{money(line.amount_minor)}</span>
      ) : null}
    </li>
  );
}

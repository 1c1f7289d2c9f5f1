import { useNavigate } from '@tanstack/react-router';
import { ArrowUpDown } from 'lucide-react';
import type { AdjustmentDraft } from '#domain/adjustment-draft.ts';
import { newId } from '#schema/new-id.ts';
import { drafts } from '#queries/drafts.ts';
import { listedAdjustments, type ListedAdjustment } from '#queries/stock-adjustments.ts';
import { noteWord, reasonWords } from '#ui/adjustment-words.ts';
import { DocumentRow, DraftRow, Rows } from '#ui/documents/document-row.tsx';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useShop } from '#ui/shop-context.tsx';

/** What was put right by hand: drafts of this device, and every adjustment once, wherever it stands. */
export function AdjustList() {
  const { read } = useShop().till.db;
  const navigate = useNavigate();
  const open = useLive(drafts(read, 'stock_adjustment')).rows;
  const { rows, isLoading } = useLive<ListedAdjustment>(listedAdjustments(read), 16);
  const start = () => void navigate({ to: '/stock/adjust/$id', params: { id: newId() } });
  useHotkeys({ F2: start });
  useScanToSell();
  return (
    <Screen
      title="Adjustments"
      section="stock"
      actions={
        <Button tone="primary" size="lg" icon={ArrowUpDown} keyName="F2" onClick={start}>
          New adjustment
        </Button>
      }
    >
      <div className="scroll-calm flex min-h-0 flex-1 flex-col gap-6 px-4 pb-6 md:px-6">
        {open.length > 0 ? (
          <Rows title="Being written on this device" label="Drafts">
            {open.map(({ id, payload, client_updated_at: at }) => {
              // Written by `saveDraft` from an AdjustmentDraft.
              const draft = JSON.parse(payload) as AdjustmentDraft;
              const title = draft.note || 'No reason yet';
              return (
                <li key={id}>
                  <DraftRow
                    id={id}
                    to="/stock/adjust/$id"
                    title={title}
                    lineCount={draft.lines.length}
                    at={at}
                  />
                </li>
              );
            })}
          </Rows>
        ) : null}
        {rows.length > 0 ? (
          <Rows title="Posted" label="Adjustments">
            {rows.map((row) => (
              <li key={row.id}>
                <DocumentRow document={row} to="/stock/adjusted/$id" words={wordsOf(row)} />
              </li>
            ))}
          </Rows>
        ) : isLoading || open.length > 0 ? null : (
          <EmptyState icon={ArrowUpDown} title="Nothing was put right yet">
            When something breaks, expires or turns up, start a new adjustment. It works without a connection.
          </EmptyState>
        )}
      </div>
    </Screen>
  );
}

function wordsOf({ reason, note }: ListedAdjustment): string {
  if (reason === null) return note ?? '';
  return note === null || note === '' || note === noteWord(reason) ? reasonWords[reason] : note;
}

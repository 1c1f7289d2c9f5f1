import { useNavigate } from '@tanstack/react-router';
import { ClipboardList, ClipboardPlus } from 'lucide-react';
import { useState } from 'react';
import type { CountSheet } from '#domain/count-sheet.ts';
import { scannedStocktake } from '#domain/stocktake-id.ts';
import { newId } from '#schema/new-id.ts';
import { drafts } from '#queries/drafts.ts';
import { listedSheets, type ListedSheet } from '#queries/stocktakes.ts';
import { DraftRow, Rows } from '#ui/documents/document-row.tsx';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useScanner } from '#ui/hooks/use-scanner.ts';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { JoinPart } from './join-part.tsx';
import { NewStocktakeDialog } from './new-stocktake-dialog.tsx';
import { StocktakeRow } from './stocktake-row.tsx';
import { stocktakesOf } from './stocktakes-of.ts';

/** Stocktakes that this device knows of, the sheets being written on it, and the ways to start one or to join. */
export function CountList() {
  const { read } = useShop().till.db;
  const navigate = useNavigate();
  const [isNaming, setNaming] = useState(false);
  const open = useLive(drafts(read, 'stock_count')).rows;
  const { rows, isLoading } = useLive<ListedSheet>(listedSheets(read), 16);
  const stocktakes = stocktakesOf(rows);
  const count = (code: string, name: string) =>
    void navigate({ to: '/stock/count/$id', params: { id: newId() }, search: { code, name } });
  useHotkeys({ F2: () => setNaming(true) });
  const join = (code: string) => count(code, stocktakes.find((one) => one.code === code)?.name ?? '');
  useScanner(
    (scan) => {
      const code = scannedStocktake(scan);
      if (code === null) void navigate({ to: '/sell', search: { scan } });
      else join(code);
    },
    () => !isNaming,
  );
  return (
    <Screen
      title="Counts"
      section="stock"
      actions={
        <Button tone="primary" size="lg" icon={ClipboardPlus} keyName="F2" onClick={() => setNaming(true)}>
          New stocktake
        </Button>
      }
    >
      <div className="scroll-calm flex min-h-0 flex-1 flex-col gap-6 px-4 pb-6 md:px-6">
        <JoinPart onJoin={join} />
        {open.length > 0 ? (
          <Rows title="Being counted on this device" label="Drafts">
            {open.map(({ id, payload, client_updated_at: at }) => {
              // Written by `saveDraft` from a CountSheet.
              const sheet = JSON.parse(payload) as CountSheet;
              const title = [sheet.stocktake_name, sheet.stocktake_code].filter(Boolean).join(' · ');
              return (
                <li key={id}>
                  <DraftRow
                    id={id}
                    to="/stock/count/$id"
                    title={title}
                    lineCount={sheet.lines.length}
                    at={at}
                  />
                </li>
              );
            })}
          </Rows>
        ) : null}
        {stocktakes.length > 0 ? (
          <Rows title="Stocktakes" label="Stocktakes">
            {stocktakes.map((one) => (
              <li key={one.id}>
                <StocktakeRow stocktake={one} onCount={() => count(one.code, one.name)} />
              </li>
            ))}
          </Rows>
        ) : isLoading || open.length > 0 ? null : (
          <EmptyState icon={ClipboardList} title="Nothing was counted yet">
            Start a stocktake here, or join one with the code that another device shows. It works without a
            connection.
          </EmptyState>
        )}
      </div>
      {isNaming ? <NewStocktakeDialog onStart={count} onClose={() => setNaming(false)} /> : null}
    </Screen>
  );
}

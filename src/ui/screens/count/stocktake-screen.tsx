import { useNavigate, useParams } from '@tanstack/react-router';
import { ScanBarcode, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { isManager } from '#commands/till.ts';
import type { Approval } from '#schema/documents/approval.ts';
import { newId } from '#schema/new-id.ts';
import { stocktakeId } from '#domain/stocktake-id.ts';
import { listedSheets, type ListedSheet } from '#queries/stocktakes.ts';
import { DocumentRow, Rows } from '#ui/documents/document-row.tsx';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { ApprovalDialog } from '#ui/screens/lock/approval-dialog.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { ScreenOpening } from '#ui/shell/screen-opening.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { FindingsPart } from './findings-part.tsx';
import { stocktakesOf, titleOf, type Stocktake } from './stocktakes-of.ts';

/** All sheets of one stocktake; for a manager, or with a manager's yes, what differs from the books. */
export function StocktakeScreen() {
  const { code } = useParams({ from: '/stock/counts/$code' });
  const { till } = useShop();
  const { rows, isLoading } = useLive<ListedSheet>(listedSheets(till.db.read), 16);
  const id = stocktakeId(till.location.id, code);
  const known = stocktakesOf(rows).find((one) => one.id === id);
  const stocktake = known ?? { id, code, name: '', sheets: [] };
  if (!known && isLoading) return <ScreenOpening title="Stocktake" />;
  return <Known key={id} stocktake={stocktake} />;
}

function Known({ stocktake }: { readonly stocktake: Stocktake }) {
  const { till } = useShop();
  const navigate = useNavigate();
  const [approval, setApproval] = useState<Approval | null>(null);
  const [isAsking, setAsking] = useState(false);
  const { code, name, sheets } = stocktake;
  const count = () =>
    void navigate({ to: '/stock/count/$id', params: { id: newId() }, search: { code, name } });
  useHotkeys({ F2: count, Escape: () => void navigate({ to: '/stock/counts' }) });
  useScanToSell();
  return (
    <Screen
      title={`Stocktake ${titleOf(stocktake)}`}
      actions={
        <Button size="lg" icon={ScanBarcode} keyName="F2" onClick={count}>
          Count
        </Button>
      }
    >
      <div className="scroll-calm flex min-h-0 flex-1 flex-col gap-6 px-4 pb-6 md:px-6">
        {sheets.length === 0 ? null : isManager(till) || approval ? (
          <FindingsPart stocktake={stocktake} approval={approval} />
        ) : (
          <Notice
            tone="neutral"
            icon={ShieldCheck}
            title="A manager sees what differs, and puts the stock right"
            action={
              <Button icon={ShieldCheck} onClick={() => setAsking(true)}>
                Ask a manager
              </Button>
            }
          >
            Counting goes on meanwhile: whoever counts does not see what the books say.
          </Notice>
        )}
        {sheets.length === 0 ? (
          <EmptyState icon={ScanBarcode} title="No sheet of it is known here">
            Sheets of other devices come with the next sync.
          </EmptyState>
        ) : (
          <Rows title="Sheets" label="Sheets">
            {sheets.map((sheet) => (
              <li key={sheet.id}>
                <DocumentRow
                  document={sheet}
                  to="/stock/counted/$id"
                  words={[sheet.cashier_name, sheet.device_code && `till ${sheet.device_code}`]
                    .filter(Boolean)
                    .join(', ')}
                />
              </li>
            ))}
          </Rows>
        )}
      </div>
      {isAsking ? (
        <ApprovalDialog
          acts={['adjustment']}
          why="See what differs from the books, and put the stock right."
          onApproved={(given) => {
            setApproval(given);
            setAsking(false);
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </Screen>
  );
}

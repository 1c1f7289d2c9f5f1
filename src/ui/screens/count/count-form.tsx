import { Link, Navigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { isEmptySheet, newSheet, type CountSheet } from '#domain/count-sheet.ts';
import { DraftScreen } from '#ui/drafts/draft-screen.tsx';
import { useDraft, type DraftUse } from '#ui/drafts/use-draft.ts';
import { SheetForm } from './sheet-form.tsx';

export function CountForm() {
  const { id } = useParams({ from: '/stock/count/$id' });
  return <Draft key={id} id={id} />;
}

function Draft({ id }: { readonly id: string }) {
  // Of a sheet that is new; one that is kept knows its stocktake.
  const { code = '', name = '' } = useSearch({ from: '/stock/count/$id' });
  const sheets = useMemo<DraftUse<CountSheet>>(
    () => ({
      entityType: 'stock_count',
      isEmpty: isEmptySheet,
      start: (newId, at) => newSheet(newId, at, code, name),
    }),
    [code, name],
  );
  return (
    <DraftScreen
      view={useDraft(id, sheets)}
      title="Count"
      listLink={
        <Link to="/stock/counts" className="font-semibold underline underline-offset-4">
          open it from the list
        </Link>
      }
      posted={<Navigate to="/stock/counted/$id" params={{ id }} replace />}
      form={(open) =>
        open.draft.stocktake_code === '' ? <Navigate to="/stock/counts" replace /> : <SheetForm open={open} />
      }
    />
  );
}

import { refusedElsewhere } from '#queries/refused.ts';
import type { Row } from '#queries/row.ts';
import { documentWord } from '#ui/document-words.ts';
import { masterWord } from '#ui/masters/words.ts';
import { serverFailure } from '#ui/server-failure.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { SyncBadge } from '#ui/parts/sync-badge.tsx';
import { agoText } from '#ui/screens/queue/ago.ts';
import { useMoney, useShop } from '#ui/shop-context.tsx';
import { Failure } from './failure.tsx';
import { OpenLink } from './trouble.tsx';

/** For a manager: what the server refused on the other tills of the location. Nothing where there is none. */
export function RefusedElsewhere({ now }: { readonly now: number }) {
  const { till } = useShop();
  const { rows } = useLive(refusedElsewhere(till.db.read), 16);
  if (rows.length === 0) return null;
  return (
    <section aria-label="Refused on other tills" className="flex flex-col gap-3">
      <h2 className="text-lg">Refused on other tills</h2>
      <ul className="flex flex-col gap-2">
        {rows.map((document) => (
          <ElsewhereRow key={document.id} document={document} now={now} />
        ))}
      </ul>
    </section>
  );
}

interface ElsewhereRowProps {
  readonly document: Row<typeof refusedElsewhere>;
  readonly now: number;
}

function ElsewhereRow({ document, now }: ElsewhereRowProps) {
  const money = useMoney();
  const { number, master_table, total_minor, code, message } = document;
  return (
    <li className="bg-surface border-line flex flex-col gap-2 rounded-lg border px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <p className="num min-w-0 flex-1 basis-52">
          <span className="text-lg font-semibold break-words">
            {number || (master_table ? masterWord(master_table) : 'Without a number')}
          </span>
          <span className="text-soft block text-sm">
            {documentWord(document.entity_type)} · till {document.device_code ?? '?'} · made{' '}
            {agoText(document.client_created_at, now)}
          </span>
        </p>
        <SyncBadge status="failed" />
        {total_minor === null ? null : (
          <span className="num ms-auto min-w-20 text-end text-lg font-bold">{money(total_minor)}</span>
        )}
      </div>
      <div className="border-line flex flex-wrap items-end gap-3 border-t pt-2">
        <div className="min-w-0 flex-1 basis-64 text-sm">
          <Failure failure={serverFailure(code, message, true)} code={code} message={message} />
        </div>
        <OpenLink id={document.id} />
      </div>
    </li>
  );
}

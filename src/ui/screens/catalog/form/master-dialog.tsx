import { Link } from '@tanstack/react-router';
import { Archive, ArchiveRestore, History, Lock, TriangleAlert } from 'lucide-react';
import { fixedColumns } from '#schema/masters.ts';
import { useEffect, useRef, useState } from 'react';
import { unsentEdits } from '#queries/edits.ts';
import { masterRow, type ListedRow } from '#queries/masters.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { serverFailure } from '#ui/server-failure.ts';
import { masterWord } from '#ui/masters/words.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { OpenLink } from '#ui/screens/refused/trouble.tsx';
import { useShop } from '#ui/shop-context.tsx';
import type { MasterDefinition } from '#ui/masters/definition.ts';
import type { Saver } from '#ui/screens/catalog/use-saver.ts';
import type { Typed } from './form-state.ts';
import { GuardedDialog } from './guarded-dialog.tsx';
import { MasterDetails } from './master-details.tsx';
import { MasterForm } from './master-form.tsx';
import { OnlyLooking, useMayEdit } from './may-edit.tsx';
import { useMasterForm } from './use-master-form.ts';

interface RecordProps {
  readonly definition: MasterDefinition;
  readonly saver: Saver;
  readonly onClose: () => void;
}

/** One record: to change for who may, else to look at. */
export function RecordDialog({ id, ...props }: RecordProps & { readonly id: string }) {
  const { definition, onClose } = props;
  const { read } = useShop().till.db;
  const { rows, isLoading } = useLive(masterRow(read, definition.table, id));
  const mayEdit = useMayEdit(definition.table);
  const [row] = rows;
  const word = masterWord(definition.table);
  if (!row) {
    if (isLoading) return null;
    return (
      <Dialog isOpen onClose={onClose} title={`This ${word.toLowerCase()} is not on this device`}>
        <p className="text-soft">It may be of another location, or it has not arrived yet.</p>
      </Dialog>
    );
  }
  if (!mayEdit || fixedColumns[definition.table]) {
    return (
      <Dialog isOpen onClose={onClose} title={String(row[definition.called])} width="md">
        <div className="flex flex-col gap-4">
          {mayEdit ? (
            <Notice tone="neutral" icon={Lock} title={`A ${word.toLowerCase()} stays as it was made`}>
              Stock and sales are booked on it. Where it is wrong, add the right one.
            </Notice>
          ) : (
            <OnlyLooking table={definition.table} />
          )}
          <Refused id={id} />
          <MasterDetails definition={definition} row={row} />
        </div>
      </Dialog>
    );
  }
  return <EditDialog {...props} row={row} />;
}

function EditDialog({ definition, saver, onClose, row }: RecordProps & { readonly row: ListedRow }) {
  const form = useMasterForm(definition, row);
  const element = useRef<HTMLFormElement>(null);
  const isArchived = row['is_archived'] === 1;
  const word = masterWord(definition.table);
  const archive = async () => {
    const change = {
      table: definition.table,
      kind: 'edit',
      id: row.id,
      columns: { is_archived: isArchived ? 0 : 1 },
    } as const;
    const words = {
      done: () => `${word} ${isArchived ? 'restored' : 'archived'}`,
      detail: String(row[definition.called]),
    };
    if ((await saver.save([change], words)) === null) onClose();
  };
  return (
    <GuardedDialog
      title={String(row[definition.called])}
      isTouched={form.isTouched}
      form={element}
      onClose={onClose}
    >
      <Refused id={row.id} />
      <MasterForm
        definition={definition}
        row={row}
        form={form}
        saver={saver}
        onSaved={onClose}
        isSticky
        formRef={element}
      >
        {form.isTouched ? null : <HistoryLink definition={definition} id={row.id} />}
        {form.isTouched ? null : (
          <Button size="lg" icon={isArchived ? ArchiveRestore : Archive} onClick={() => void archive()}>
            {isArchived ? 'Restore' : 'Archive'}
          </Button>
        )}
      </MasterForm>
    </GuardedDialog>
  );
}

/** Who changed what of it, and when. */
function HistoryLink({
  definition: { table },
  id,
}: {
  readonly definition: MasterDefinition;
  readonly id: string;
}) {
  return (
    <Link
      to="/catalog/history"
      search={{ table, id }}
      className="min-h-till hover:bg-hover -ms-2 min-w-touch inline-flex items-center justify-center gap-2 rounded-md px-3 font-semibold"
    >
      <History aria-hidden size={20} strokeWidth={2.1} />
      <span className="max-sm:sr-only">History</span>
    </Link>
  );
}

/** Adds one after another, until it is closed. */
export function NewDialog({ definition, saver, onClose, first }: RecordProps & { readonly first: Typed }) {
  const form = useMasterForm(definition, null, first);
  const element = useRef<HTMLFormElement>(null);
  const [isAnother, setAnother] = useState(0);
  useEffect(() => {
    if (isAnother > 0) element.current?.querySelector('input')?.focus();
  }, [isAnother]);
  const shared = definition.columns.filter(({ of }) => of.kind === 'reference').map(({ name }) => name);
  const next = () => {
    form.reset(Object.fromEntries(shared.map((name) => [name, form.state.texts[name] ?? ''])));
    setAnother((count) => count + 1);
  };
  return (
    <GuardedDialog
      title={`New ${masterWord(definition.table).toLowerCase()}`}
      isTouched={form.isTouched}
      form={element}
      onClose={onClose}
    >
      <MasterForm
        key={isAnother}
        definition={definition}
        row={null}
        form={form}
        saver={saver}
        onSaved={onClose}
        onSavedWithNext={next}
        isSticky
        formRef={element}
      />
    </GuardedDialog>
  );
}

/** Why the server did not take the last edit of a record. */
function Refused({ id }: { readonly id: string }) {
  const { read } = useShop().till.db;
  const { rows } = useLive(unsentEdits(read, [id]));
  const refused = rows.findLast(({ sync_status }) => sync_status === 'failed');
  if (!refused) return null;
  const { title, advice } = serverFailure(refused.error_code, refused.last_error);
  return (
    <Notice
      tone="bad"
      icon={TriangleAlert}
      title={`An edit was refused: ${title}`}
      action={<OpenLink id={refused.id} />}
    >
      What was typed is kept on the Sync screen. {advice}
    </Notice>
  );
}

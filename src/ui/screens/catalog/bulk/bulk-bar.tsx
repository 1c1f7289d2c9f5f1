import { useNavigate } from '@tanstack/react-router';
import { Archive, ArchiveRestore, BadgePercent, Tags, X } from 'lucide-react';
import { useState } from 'react';
import type { MasterChange } from '#domain/master-edit.ts';
import type { Refusal } from '#domain/refusal.ts';
import { editRefusalText } from '#ui/masters/edit-refusal.ts';
import { masterWord } from '#ui/masters/words.ts';
import { Button } from '#ui/parts/button.tsx';
import { IconButton } from '#ui/parts/icon-button.tsx';
import { notify } from '#ui/parts/toast.tsx';
import { useCurrency } from '#ui/shop-context.tsx';
import { chooseForLabels, mostLabels } from '#ui/screens/labels/label-job.ts';
import type { MasterDefinition } from '#ui/masters/definition.ts';
import type { Marks } from '#ui/screens/catalog/use-marks.ts';
import type { Saver } from '#ui/screens/catalog/use-saver.ts';
import { PriceDialog } from './price-dialog.tsx';

interface BulkBarProps {
  readonly definition: MasterDefinition;
  readonly marks: Marks;
  readonly saver: Saver;
  /** Whether what is listed is archived: then it can be restored. */
  readonly isArchive: boolean;
  readonly total: number;
  /** Where the focus goes when nothing is marked any more, and the bar with it. */
  readonly table: () => HTMLElement | null;
}

const whole = new Intl.NumberFormat();

/** What can be done with all that is marked. */
export function BulkBar({ definition, marks, saver, isArchive, total, table }: BulkBarProps) {
  const currency = useCurrency();
  const navigate = useNavigate();
  const [isPricing, setPricing] = useState(false);
  const { size } = marks.ids;
  const clear = () => {
    marks.clear();
    table()?.focus();
  };
  const finish = (refusal: Refusal | null) => {
    if (refusal === null) return clear();
    const { title, safe, advice } = editRefusalText(refusal, currency);
    return notify({ tone: 'bad', title, text: `${safe} ${advice}` });
  };
  const printLabels = () => {
    chooseForLabels([...marks.ids]);
    void navigate({ to: '/catalog/labels', search: {} });
  };
  const setArchived = async (is_archived: 0 | 1) => {
    const changes = [...marks.ids].map((id): MasterChange => ({
      table: definition.table,
      kind: 'edit',
      id,
      columns: { is_archived },
    }));
    finish(
      await saver.save(changes, {
        done: (count) => `${counted(definition, count)} ${is_archived ? 'archived' : 'restored'}`,
      }),
    );
  };
  return (
    <section
      aria-label="Selected"
      className="bg-surface border-line shadow-float sticky bottom-0 z-10 flex shrink-0 flex-wrap items-center gap-2 border-t px-4 py-2 md:px-6"
    >
      <p aria-live="polite" className="num font-semibold">
        {whole.format(size)} selected
      </p>
      <span className="grow" />
      {size < total ? (
        <Button tone="quiet" onClick={marks.markAll}>
          Select all {whole.format(total)}
        </Button>
      ) : null}
      <IconButton icon={X} label="Clear the selection" className="sm:order-last" onClick={clear} />
      {/* On a phone a row of their own. */}
      <span className="h-0 w-full sm:hidden" />
      {definition.table === 'items' ? (
        <Button icon={BadgePercent} className="max-sm:flex-1" onClick={() => setPricing(true)}>
          <span className="max-lg:hidden">Change prices</span>
          <span className="lg:hidden">Prices</span>
        </Button>
      ) : null}
      {definition.table === 'items' && size <= mostLabels ? (
        <Button icon={Tags} className="max-sm:flex-1" onClick={printLabels}>
          Labels
        </Button>
      ) : null}
      {isArchive ? (
        <Button icon={ArchiveRestore} className="max-sm:flex-1" onClick={() => void setArchived(0)}>
          Restore
        </Button>
      ) : (
        <Button icon={Archive} className="max-sm:flex-1" onClick={() => void setArchived(1)}>
          Archive
        </Button>
      )}
      {isPricing ? (
        <PriceDialog
          ids={marks.ids}
          finalFocus={table}
          onClose={() => setPricing(false)}
          onApply={(changes) => {
            setPricing(false);
            void saver
              .save(changes, { done: (count) => `Price of ${counted(definition, count)} changed` })
              .then(finish);
          }}
        />
      ) : null}
    </section>
  );
}

function counted({ table, title }: MasterDefinition, count: number): string {
  return `${whole.format(count)} ${(count === 1 ? masterWord(table) : title).toLowerCase()}`;
}

import { Plus, SearchX } from 'lucide-react';
import { useRef } from 'react';
import type { ListedTable } from '#queries/master-lists.ts';
import type { MasterFilter } from '#queries/masters.ts';
import { useScanner } from '#ui/hooks/use-scanner.ts';
import { masterWord } from '#ui/masters/words.ts';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { SearchField } from '#ui/parts/search-field.tsx';
import { ImportLink } from '#ui/screens/import/import-link.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { BulkBar } from './bulk/bulk-bar.tsx';
import { newRecord } from './catalog-search.ts';
import { CatalogTabs } from './catalog-tabs.tsx';
import type { MasterDefinition } from '#ui/masters/definition.ts';
import { NewDialog, RecordDialog } from './form/master-dialog.tsx';
import { OnlyLooking, useMayEdit } from './form/may-edit.tsx';
import { ListFilters } from './list-filters.tsx';
import { ProgressDialog } from './progress-dialog.tsx';
import { MasterTable } from './table/master-table.tsx';
import { useMarks } from './use-marks.ts';
import { useMasterList } from './use-master-list.ts';
import { useSaver } from './use-saver.ts';

interface MasterListProps {
  readonly definition: MasterDefinition;
  readonly table: ListedTable;
}

const whole = new Intl.NumberFormat();

/** One of the lists of the catalog: find, sort, mark, open, add. */
export function MasterList({ definition, table }: MasterListProps) {
  const { search, question, text, setText, rows, change } = useMasterList(table);
  const mayEdit = useMayEdit(table);
  const marks = useMarks(question);
  const saver = useSaver();
  const list = useRef<HTMLDivElement>(null);
  const isOpen = search.id !== undefined;
  useScanner(setText, () => !isOpen);
  const open = (id: string) => change({ id }, { isStep: true });
  const close = () => change({ id: undefined });
  const canMark = mayEdit && table !== 'stock_lots';
  return (
    <Screen
      title="Catalog"
      actions={
        <>
          <p className="num text-soft text-sm" aria-live="polite">
            {whole.format(rows.total)}{' '}
            {(rows.total === 1 ? masterWord(table) : definition.title).toLowerCase()}
          </p>
          {mayEdit ? <ImportLink table={table} /> : null}
          {mayEdit ? (
            <Button tone="primary" icon={Plus} onClick={() => open(newRecord)}>
              <span>
                New<span className="max-sm:sr-only"> {masterWord(table).toLowerCase()}</span>
              </span>
            </Button>
          ) : null}
        </>
      }
    >
      <CatalogTabs />
      <div className="flex shrink-0 flex-wrap gap-2 px-4 pb-2 md:px-6">
        <SearchField label={`Find in ${definition.title.toLowerCase()}`} value={text} onChange={setText} />
        <ListFilters table={table} search={search} onChange={change} />
      </div>
      {mayEdit ? null : (
        <div className="shrink-0 px-4 pb-2 md:px-6">
          <OnlyLooking table={table} />
        </div>
      )}
      <div ref={list} className="min-h-72 flex-1 px-4 md:px-6">
        {rows.total > 0 ? (
          <MasterTable
            listKey={JSON.stringify(question)}
            definition={definition}
            total={rows.total}
            row={rows.row}
            onWindow={rows.onWindow}
            sort={question.sort}
            onSort={({ column, isDescending }) =>
              change({ sort: column, down: isDescending ? true : undefined })
            }
            marks={canMark ? marks : null}
            onOpen={open}
          />
        ) : rows.isLoading ? null : (
          <NothingFound definition={definition} isSearch={text !== ''} filter={question.filter} />
        )}
      </div>
      {canMark && marks.ids.size > 0 ? (
        <BulkBar
          definition={definition}
          marks={marks}
          saver={saver}
          isArchive={search.filter === 'archived'}
          total={rows.total}
          table={() => list.current?.querySelector<HTMLElement>('[role=grid]') ?? null}
        />
      ) : null}
      {search.id === undefined ? null : search.id === newRecord ? (
        mayEdit ? (
          <NewDialog definition={definition} saver={saver} onClose={close} first={firstOf(search.category)} />
        ) : null
      ) : (
        <RecordDialog key={search.id} id={search.id} definition={definition} saver={saver} onClose={close} />
      )}
      {saver.progress ? <ProgressDialog progress={saver.progress} /> : null}
    </Screen>
  );
}

/** Who looks at a category adds to it. */
function firstOf(category: string | undefined) {
  return category === undefined ? {} : { category_id: category };
}

interface NothingFoundProps {
  readonly definition: MasterDefinition;
  readonly isSearch: boolean;
  readonly filter: MasterFilter;
}

function NothingFound({ definition, isSearch, filter }: NothingFoundProps) {
  return isSearch ? (
    <EmptyState icon={SearchX} title={`No ${masterWord(definition.table).toLowerCase()} matches`}>
      Check the spelling, or search for a part of it.
    </EmptyState>
  ) : (
    <EmptyState icon={definition.icon} title={absence[filter](definition.title.toLowerCase())} />
  );
}

const absence: Readonly<Record<MasterFilter, (many: string) => string>> = {
  in_use: (many) => `No ${many} here`,
  archived: (many) => `No archived ${many}`,
  no_barcode: (many) => `No ${many} without a barcode`,
};

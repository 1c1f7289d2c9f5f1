import { FolderOpen, Play, Save, Square, TableProperties } from 'lucide-react';
import { useRef, useState } from 'react';
import { saveQuery } from '#commands/save-query.ts';
import { boundValues, parametersOf } from '#domain/sql/parameters.ts';
import { statementAt } from '#domain/sql/statements.ts';
import type { SavedQueryRow } from '#schema/local-tables.ts';
import { newId } from '#schema/new-id.ts';
import type { CopiedTable } from '#schema/workbench.ts';
import { useToday } from '#ui/hooks/use-today.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { notify } from '#ui/parts/toast.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { CopyAge, CopyTroubleNotice } from './copy-age.tsx';
import { Editor, type EditorHandle } from './editor.tsx';
import { ParameterFields, withDefaults } from './parameter-fields.tsx';
import { NameDialog, QueryList } from './query-list.tsx';
import { ResultPart } from './result-part.tsx';
import { RunningFor } from './running-for.tsx';
import { TableList } from './table-list.tsx';
import { useKeptEditor } from './use-kept-editor.ts';
import { useQuery } from './use-query.ts';
import { useWorkbench } from './use-workbench.ts';

interface WorkbenchViewProps {
  readonly kept: SavedQueryRow | undefined;
  readonly saved: readonly SavedQueryRow[];
}

const noTables: readonly CopiedTable[] = [];

export function WorkbenchView({ kept, saved }: WorkbenchViewProps) {
  const { till } = useShop();
  const today = useToday();
  const editor = useRef<EditorHandle>(null);
  const { bench, state } = useWorkbench();
  const { text, texts, set } = useKeptEditor(kept);
  const { result, isRunning, run, during } = useQuery(bench);
  const [open, setOpen] = useState<'tables' | 'queries' | 'name' | null>(null);
  const close = () => setOpen(null);
  const tables = state.copy?.tables ?? noTables;
  const isReady = bench !== null && state.copy !== null;
  const parameters = parametersOf(text);
  const filled = withDefaults(parameters, texts, today);

  const runIt = () => {
    if (!editor.current || !isReady) return;
    const { from, to } = editor.current.selection();
    const whole = editor.current.text();
    const statement = from === to ? statementAt(whole, from) : { text: whole.slice(from, to), at: from };
    const { text: sql, at } = statement ?? { text: '', at: 0 };
    run({ sql, values: boundValues(sql, filled) }, at);
  };
  const insert = (name: string) => {
    close();
    editor.current?.insert(name);
  };
  const countRows = async (table: string) => {
    let count: number | null = null;
    const sql = `select count(*) from ${table}`;
    await during(async () =>
      bench?.run(
        { sql, values: {} },
        { columns: () => undefined, rows: ([row]) => void (count = Number(row?.[0])) },
      ),
    );
    return count;
  };
  const list = (
    <TableList {...{ tables }} onInsert={insert} countRows={isReady && !isRunning ? countRows : null} />
  );

  return (
    <Screen
      title="SQL workbench"
      actions={<CopyAge state={state} onRefresh={bench && !isRunning ? () => void bench.refresh() : null} />}
    >
      <div className="flex flex-col gap-4 px-4 pb-6 md:px-6 lg:min-h-0 lg:flex-1 lg:flex-row">
        <aside aria-label="What can be asked" className="hidden min-h-0 w-80 shrink-0 flex-col lg:flex">
          {list}
        </aside>
        <div className="flex min-w-0 flex-1 flex-col gap-3 lg:-m-1 lg:min-h-0 lg:overflow-y-auto lg:p-1">
          <CopyTroubleNotice trouble={state.trouble} />
          <Editor
            handle={editor}
            initialText={text}
            tables={tables}
            onChange={(next) => set({ text: next })}
            onRun={runIt}
          />
          <ParameterFields {...{ parameters }} texts={filled} onChange={(next) => set({ texts: next })} />
          <div className="flex flex-wrap items-center gap-2">
            {isRunning ? (
              <>
                <Button tone="danger" icon={Square} onClick={() => bench?.stop()}>
                  Stop
                </Button>
                <RunningFor />
              </>
            ) : (
              <Button tone="primary" icon={Play} keyName="Ctrl ↵" disabled={!isReady} onClick={runIt}>
                Run
              </Button>
            )}
            <Button icon={FolderOpen} onClick={() => setOpen('queries')}>
              Queries
            </Button>
            <Button icon={Save} onClick={() => setOpen('name')}>
              Save
            </Button>
            <Button icon={TableProperties} className="lg:hidden" onClick={() => setOpen('tables')}>
              Tables
            </Button>
          </div>
          {result && bench ? (
            <ResultPart
              {...{ bench, result, text, isRunning, during }}
              onGoTo={(at) => editor.current?.goTo(at)}
            />
          ) : (
            <p className="text-soft text-sm">
              Ctrl + Enter runs the query in which the cursor stands, on a copy: nothing here can change or
              delay the till.
            </p>
          )}
        </div>
      </div>
      <Dialog isOpen={open === 'tables'} onClose={close} title="Tables">
        <div className="flex h-[70dvh] flex-col">{list}</div>
      </Dialog>
      <Dialog isOpen={open === 'queries'} onClose={close} title="Queries">
        <QueryList
          saved={saved}
          onChoose={(chosen) => {
            close();
            editor.current?.replace(chosen.text);
            set({ text: chosen.text, texts: chosen.parameters });
          }}
        />
      </Dialog>
      {open === 'name' ? (
        <NameDialog
          title="Save the query"
          name=""
          onClose={close}
          onName={(name) => {
            void saveQuery(till, { id: newId(), name, text, parameters: filled }).then(({ kind }) =>
              kind === 'saved'
                ? notify({ title: `${name} is saved on this device`, tone: 'good' })
                : notify({ title: 'Not saved: there is no room on this device', tone: 'bad' }),
            );
          }}
        />
      ) : null}
    </Screen>
  );
}

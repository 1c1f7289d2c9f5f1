/** A workbench's own worker: one SQLite, one copy, one task at a time. What must end at once is ended with it. */
import SQLiteModule from '@journeyapps/wa-sqlite/dist/wa-sqlite.mjs';
import sqliteUrl from '@journeyapps/wa-sqlite/dist/wa-sqlite.wasm?url';
import { makeCopy, openCopy } from './copy-files.ts';
import { csvFile } from './csv-file.ts';
import type { Answers, FromWorker, Note, Task } from './protocol.ts';
import { openRunner, type QueryRunner } from './query-runner.ts';
import { tablesOf } from './copied-tables.ts';

const say = (message: FromWorker) => postMessage(message);
const note = (one: Note) => say({ note: one });

let runner: QueryRunner | null = null;

async function open(copy: string, tables: readonly string[]): Promise<Answers['open']> {
  const [file, module] = await Promise.all([
    openCopy(copy),
    SQLiteModule({ locateFile: () => sqliteUrl }) as Promise<Parameters<typeof openRunner>[0]>,
  ]);
  runner = await openRunner(module, file, new Set(tables));
  return tablesOf(runner, new Set(tables));
}

function opened(): QueryRunner {
  if (!runner) throw new Error('No copy is open.');
  return runner;
}

async function run({ query, limit }: Extract<Task, { kind: 'run' }>): Promise<Answers['run']> {
  let left = limit;
  const end = await opened().run(query, {
    columns: (names) => note({ kind: 'columns', names }),
    rows(rows) {
      const kept = rows.slice(0, left);
      left -= kept.length;
      note({ kind: 'rows', rows: kept });
      return kept.length === rows.length;
    },
  });
  return end.kind === 'done' ? { ...end, rowCount: limit - left } : end;
}

async function csv({ query, form, limit }: Extract<Task, { kind: 'csv' }>): Promise<Answers['csv']> {
  const file = csvFile(form);
  let written = 0;
  const end = await opened().run(query, {
    columns: (names) => file.columns(names),
    rows(rows) {
      const kept = rows.slice(0, limit - written);
      file.rows(kept);
      written += kept.length;
      note({ kind: 'written', rows: written });
      return kept.length === rows.length;
    },
  });
  return end.kind === 'done' ? { ...end, rowCount: written, file: file.file() } : end;
}

function answer(task: Task): Promise<Answers[keyof Answers]> {
  switch (task.kind) {
    case 'copy':
      return makeCopy(task.database, task.copy, {
        tries: task.tries,
        onProgress: (doneBytes, allBytes) => note({ kind: 'copied', doneBytes, allBytes }),
      });
    case 'open':
      return open(task.copy, task.tables);
    case 'run':
      return run(task);
    case 'csv':
      return csv(task);
  }
}

addEventListener('message', ({ data }: MessageEvent<Task>) => {
  answer(data).then(
    (done) => say({ answer: done }),
    (error: unknown) => {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      say({ error: { name, message } });
    },
  );
});

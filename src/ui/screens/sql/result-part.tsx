import { ChartNoAxesColumn, Download, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { fileRows, keptRows, type Workbench } from '#schema/workbench.ts';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { Segmented } from '#ui/parts/segmented.tsx';
import { notify } from '#ui/parts/toast.tsx';
import { saveBlob } from '#ui/save-file.ts';
import { useCurrency } from '#ui/shop-context.tsx';
import { chartColumns, hasAmounts, type Amounts } from './cell-text.ts';
import { ResultChart } from './result-chart.tsx';
import { ResultGrid } from './result-grid.tsx';
import type { QueryResult, Running } from './use-query.ts';
import { problemText, problemTitle } from './words.ts';

interface ResultPartProps extends Pick<Running, 'isRunning' | 'during'> {
  readonly bench: Workbench;
  readonly result: QueryResult;
  /** As it is in the editor now. */
  readonly text: string;
  readonly onGoTo: (at: number) => void;
}

const seconds = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });

/** What came of a query: a problem in words, or its rows. */
export function ResultPart({ bench, result, text, onGoTo, isRunning, during }: ResultPartProps) {
  const { end } = result;
  if (end?.kind === 'refused' || end?.kind === 'failed') {
    const at = end.kind === 'failed' && end.at !== null ? result.at + end.at : null;
    const line = at === null ? null : text.slice(0, at).split('\n').length;
    return (
      <Notice
        tone="attention"
        icon={TriangleAlert}
        role="alert"
        title={problemTitle(end)}
        action={at === null ? null : <Button onClick={() => onGoTo(at)}>Show where</Button>}
      >
        {problemText(end, line)}
      </Notice>
    );
  }
  if (result.columns.length === 0) return end?.kind === 'stopped' ? <output>Stopped.</output> : null;
  return <Rows {...{ bench, result, isRunning, during }} />;
}

function Rows({ bench, result, isRunning, during }: Omit<ResultPartProps, 'text' | 'onGoTo'>) {
  const { columns, rows, query } = result;
  const { currency_decimals: currencyDecimals } = useCurrency();
  const [amounts, setAmounts] = useState<Amounts>('shown');
  const [isDrawn, setDrawn] = useState(false);
  const [written, setWritten] = useState<number | null>(null);
  const chart = chartColumns(columns, rows);
  const isSwitched = hasAmounts(columns);
  const save = async () => {
    const form =
      amounts === 'raw' ? ({ kind: 'raw' } as const) : ({ kind: 'decimals', currencyDecimals } as const);
    const end = await during(() => bench.writeCsv(query, form, setWritten));
    setWritten(null);
    if (end.kind !== 'done') return;
    saveBlob('query.csv', end.file);
    if (!end.isWhole)
      notify({ title: `Only the first ${fileRows.toLocaleString()} rows are in the file`, tone: 'bad' });
  };
  return (
    <section aria-label="Answer" className="flex flex-col gap-3 lg:flex-[1_0_auto]">
      <div className="flex flex-wrap items-center gap-2">
        <output className="num me-auto font-semibold">
          {written === null ? <Said result={result} /> : `${written.toLocaleString()} rows written`}
        </output>
        {isSwitched ? (
          <Segmented
            label="Amounts"
            value={amounts}
            segments={[
              { value: 'shown', label: 'Money' },
              { value: 'raw', label: 'Raw' },
            ]}
            onChange={setAmounts}
          />
        ) : null}
        {chart ? (
          <Button icon={ChartNoAxesColumn} aria-pressed={isDrawn} onClick={() => setDrawn(!isDrawn)}>
            Chart
          </Button>
        ) : null}
        <Button
          icon={Download}
          disabled={isRunning}
          title={isSwitched ? 'Amounts as chosen: Money as decimals, Raw as stored' : undefined}
          onClick={() => void save()}
        >
          CSV
        </Button>
      </div>
      {isSwitched ? (
        <p className="text-soft text-sm">
          The CSV file has amounts{' '}
          {amounts === 'raw' ? 'as they are stored (cents, thousandths)' : 'as decimals'}.
        </p>
      ) : null}
      {isDrawn && chart ? <ResultChart of={chart} {...{ columns, rows, amounts }} /> : null}
      <ResultGrid {...{ columns, rows, amounts }} />
    </section>
  );
}

function Said({ result: { rows, end } }: { readonly result: QueryResult }) {
  const count = `${rows.length.toLocaleString()} ${rows.length === 1 ? 'row' : 'rows'}`;
  if (end?.kind === 'stopped') return `Stopped after ${count}`;
  if (end?.kind !== 'done') return `${count} so far`;
  const took = end.tookMs < 1000 ? `${Math.ceil(end.tookMs)} ms` : `${seconds.format(end.tookMs / 1000)} s`;
  return end.isWhole
    ? `${count}, ${took}`
    : `The first ${keptRows.toLocaleString()} rows, ${took}; CSV has more`;
}

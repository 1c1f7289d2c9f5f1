import { CircleCheck, FileDown } from 'lucide-react';
import { useState } from 'react';
import type { ImportPlan } from '#commands/import-masters.ts';
import type { FileTable } from '#domain/csv/file-columns.ts';
import type { Currency } from '#domain/money.ts';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { Segmented } from '#ui/parts/segmented.tsx';
import { ChangeList } from './change-list.tsx';
import { saveErrors } from './error-file.ts';
import { FaultList } from './fault-list.tsx';
import type { Step } from './import-step.ts';
import { count, rowCount } from './list-words.ts';
import { StepPanel } from './step-panel.tsx';
import type { Import } from './use-import.ts';

interface PlanPreviewProps {
  readonly it: Import;
  readonly step: Extract<Step, { kind: 'preview' }>;
  readonly list: FileTable;
  readonly currency: Currency;
}

type View = 'error' | 'create' | 'change';

/** What the import would do: nothing is changed yet. */
export function PlanPreview({ it, step, list, currency }: PlanPreviewProps) {
  const { file, choices, plan } = step;
  const { changes, errors, same } = plan;
  const counts = countsOf(plan);
  const views = viewsOf(counts);
  const [chosen, setView] = useState<View | null>(null);
  const view = chosen ?? views[0]?.value ?? null;
  const fix = () => it.setStep({ kind: 'map', file, choices });
  return (
    <StepPanel title={`What ${file.name} would do`}>
      {changes.length === 0 && errors.length === 0 ? (
        <Notice tone="good" icon={CircleCheck} title="There is nothing to do">
          {same === 1 ? 'The row says' : `All ${rowCount(same)} say`} what is here already.
        </Notice>
      ) : (
        <p className="text-soft">
          Nothing is changed yet.{' '}
          {same > 0 ? `${rowCount(same)} ${same === 1 ? 'says' : 'say'} nothing new.` : ''}
        </p>
      )}
      {view !== null ? (
        <Segmented<View>
          className="flex-wrap"
          label="Rows"
          value={view}
          segments={views}
          onChange={setView}
        />
      ) : null}
      {view === 'error' ? <FaultList errors={errors} list={list} currency={currency} /> : null}
      {view === 'create' || view === 'change' ? (
        <ChangeList key={view} kind={view} changes={changes} list={list} currency={currency} />
      ) : null}
      <div className="flex flex-col gap-3 sm:flex-row-reverse sm:flex-wrap sm:self-end">
        {changes.length > 0 ? (
          <Button tone="primary" size="lg" onClick={() => void it.save(file, choices, plan)}>
            {errors.length > 0
              ? `Import the ${count(changes.length, 'good row', 'good rows')}`
              : `Import ${rowCount(changes.length)}`}
          </Button>
        ) : null}
        {errors.length > 0 ? (
          <Button
            size="lg"
            icon={FileDown}
            onClick={() => saveErrors(file.name, file.table.heading, errors, list, currency)}
          >
            Save the rows with errors
          </Button>
        ) : null}
        <Button size="lg" onClick={it.startAnew}>
          {errors.length > 0 ? 'Fix and choose again' : 'Another file'}
        </Button>
        <Button size="lg" tone="quiet" onClick={fix}>
          Back to the columns
        </Button>
      </div>
    </StepPanel>
  );
}

function countsOf({ changes, errors }: ImportPlan): Readonly<Record<View, number>> {
  const created = changes.filter(({ kind }) => kind === 'create').length;
  return { error: errors.length, create: created, change: changes.length - created };
}

function viewsOf(of: Readonly<Record<View, number>>) {
  const labels: Readonly<Record<View, string>> = {
    error: count(of.error, 'error', 'errors'),
    create: count(of.create, 'new', 'new'),
    change: count(of.change, 'change', 'changes'),
  };
  return (['error', 'create', 'change'] as const)
    .filter((value) => of[value] > 0)
    .map((value) => ({ value, label: labels[value] }));
}

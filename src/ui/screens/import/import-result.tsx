import { CircleCheck, CirclePause, FileDown, TriangleAlert } from 'lucide-react';
import type { FileTable } from '#domain/csv/file-columns.ts';
import type { Currency } from '#domain/money.ts';
import { editRefusalText } from '#ui/masters/edit-refusal.ts';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { saveErrors } from './error-file.ts';
import type { Step } from './import-step.ts';
import { rowCount } from './list-words.ts';
import { StepPanel } from './step-panel.tsx';
import type { Import } from './use-import.ts';

interface ImportResultProps {
  readonly it: Import;
  readonly step: Extract<Step, { kind: 'result' }>;
  readonly list: FileTable;
  readonly currency: Currency;
}

const whole = new Intl.NumberFormat();

export function ImportResult({ it, step, list, currency }: ImportResultProps) {
  const { file, choices, plan, applied } = step;
  const { errors } = plan;
  return (
    <StepPanel title={`Import of ${file.name}`}>
      <Outcome step={step} currency={currency} />
      {errors.length > 0 ? (
        <p>
          {rowCount(errors.length)} with errors {errors.length === 1 ? 'was' : 'were'} left out. Save them,
          correct them, and import that file.
        </p>
      ) : null}
      <div className="flex flex-col gap-3 sm:flex-row-reverse sm:self-end">
        {applied.kind === 'applied' ? (
          <Button tone="primary" size="lg" onClick={it.startAnew}>
            Done
          </Button>
        ) : (
          <>
            <Button tone="primary" size="lg" onClick={() => void it.goOn(file, choices)}>
              Go on
            </Button>
            <Button size="lg" onClick={it.startAnew}>
              Leave it at that
            </Button>
          </>
        )}
        {errors.length > 0 ? (
          <Button
            size="lg"
            icon={FileDown}
            onClick={() => saveErrors(file.name, file.table.heading, errors, list, currency)}
          >
            Save the rows with errors
          </Button>
        ) : null}
      </div>
    </StepPanel>
  );
}

function Outcome({ step, currency }: Pick<ImportResultProps, 'step' | 'currency'>) {
  const { applied, plan } = step;
  const total = plan.changes.length;
  const done = `${whole.format(applied.done)} of ${rowCount(total)} ${applied.done === 1 ? 'is' : 'are'} imported`;
  switch (applied.kind) {
    case 'applied':
      return (
        <Notice
          tone="good"
          icon={CircleCheck}
          role="alert"
          title={`${rowCount(total)} ${total === 1 ? 'is' : 'are'} imported`}
        >
          It counts on this device at once, and goes to the server by itself.
        </Notice>
      );
    case 'cancelled':
      return (
        <Notice tone="attention" icon={CirclePause} role="alert" title={`Stopped: ${done}`}>
          They stay imported. The others are as they were.
        </Notice>
      );
    case 'stopped': {
      const { title, advice } = editRefusalText(applied.refusal, currency);
      return (
        <Notice tone="bad" icon={TriangleAlert} role="alert" title={title}>
          {done}, and safe. The others are as they were. {advice}
        </Notice>
      );
    }
  }
}

import { TriangleAlert } from 'lucide-react';
import type { FileTable } from '#domain/csv/file-columns.ts';
import type { Currency } from '#domain/money.ts';
import { refusalText } from '#ui/failure-text.ts';
import { ChooseFile } from '#ui/parts/choose-file.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { Panel } from '#ui/parts/panel.tsx';
import { ImportResult } from './import-result.tsx';
import type { Trouble } from './import-step.ts';
import { listWords, rowCount } from './list-words.ts';
import { MapColumns } from './map-columns.tsx';
import { PlanPreview } from './plan-preview.tsx';
import { useImport } from './use-import.ts';
import { WorkProgress } from './work-progress.tsx';

interface ImportStepsProps {
  readonly list: FileTable;
  readonly currency: Currency;
}

export function ImportSteps({ list, currency }: ImportStepsProps) {
  const it = useImport(list, currency);
  const { step } = it;
  switch (step.kind) {
    case 'choose':
      return (
        <Panel title={`Import ${listWords[list].many}`}>
          <p className="text-soft">
            From a CSV file with a heading row, as any spreadsheet saves it. First you see what each row would
            do; nothing changes until you say so.
          </p>
          {step.trouble ? <FileTrouble trouble={step.trouble} currency={currency} /> : null}
          <ChooseFile
            label={`A file of ${listWords[list].many}`}
            accept=".csv,.txt,.tsv,text/csv"
            onBytes={it.choose}
          />
        </Panel>
      );
    case 'map':
      return <MapColumns it={it} step={step} list={list} currency={currency} />;
    case 'work':
      return <WorkProgress step={step} onCancel={it.cancel} />;
    case 'preview':
      return <PlanPreview it={it} step={step} list={list} currency={currency} />;
    case 'result':
      return <ImportResult it={it} step={step} list={list} currency={currency} />;
  }
}

function FileTrouble({ trouble, currency }: { readonly trouble: Trouble; readonly currency: Currency }) {
  const { title, advice } = troubleText(trouble, currency);
  return (
    <Notice tone="bad" icon={TriangleAlert} role="alert" title={title}>
      {advice} Nothing has changed.
    </Notice>
  );
}

function troubleText(trouble: Trouble, currency: Currency) {
  switch (trouble.kind) {
    case 'empty':
      return {
        title: 'There is no row in this file',
        advice: 'It needs a heading row and at least one row below it. Choose another file.',
      };
    case 'too_long':
      return {
        title: `This file has more than ${rowCount(trouble.max)}`,
        advice: 'Split it into smaller files, and import one after the other.',
      };
    case 'refused':
      return refusalText(trouble.refusal, currency);
  }
}

import { useSearch } from '@tanstack/react-router';
import { Printer, Tags } from 'lucide-react';
import { useCatalog } from '#ui/catalog-context.tsx';
import { useScanner } from '#ui/hooks/use-scanner.ts';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Panel } from '#ui/parts/panel.tsx';
import { notify } from '#ui/parts/toast.tsx';
import { printOn } from '#ui/print-on.ts';
import { Screen } from '#ui/shell/screen.tsx';
import { AddItems } from './add-items.tsx';
import { ChosenItems } from './chosen-items.tsx';
import { mostLabels, oneMore, totalOf } from './label-job.ts';
import { LabelPages } from './label-pages.tsx';
import { PaperPart } from './paper-part.tsx';
import { useLabelJob } from './use-label-job.ts';

/** Labels for the shelf and for what came without a barcode; printed without a connection. */
export function LabelsScreen() {
  const { ids } = useSearch({ from: '/catalog/labels' });
  return <Labels key={ids ?? ''} ids={ids?.split(',') ?? []} />;
}

function Labels({ ids }: { readonly ids: readonly string[] }) {
  const { job, setJob, items, size, pages } = useLabelJob(ids);
  const catalog = useCatalog();
  const add = (id: string) => setJob((now) => ({ ...now, choices: oneMore(now.choices, id) }));
  useScanner((code) => {
    void catalog.withBarcode(code).then((item) => {
      if (item) return add(item.id);
      return notify({ tone: 'bad', title: `No item has the barcode ${code}` });
    });
  });
  const count = pages.flat().length;
  const isTooMany = totalOf(job.choices) > mostLabels;
  const print = () => printOn({ size: `${size.page.width}mm ${size.page.height}mm`, margin: '0' });
  return (
    <Screen
      title="Labels"
      actions={
        <Button tone="primary" icon={Printer} disabled={count === 0 || isTooMany} onClick={print}>
          {count === 1 ? 'Print 1 label' : `Print ${count} labels`}
        </Button>
      }
    >
      <div className="scroll-calm grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] content-start items-start gap-4 px-4 pb-6 md:px-6 lg:grid-cols-[26rem_minmax(0,1fr)] print:block print:overflow-visible print:p-0">
        <div className="flex flex-col gap-4 print:hidden">
          <PaperPart job={job} size={size} onChange={setJob} />
          <Panel title="Items">
            <AddItems onAdd={add} />
            {isTooMany ? (
              <p role="alert" className="text-danger-ink text-sm">
                At most {mostLabels} labels at a time. Print some of them first.
              </p>
            ) : null}
            <ChosenItems job={job} items={items} size={size} onChange={setJob} />
          </Panel>
        </div>
        {count > 0 && !isTooMany ? (
          <div className="flex flex-col gap-2 print:block">
            <p className="text-soft text-sm print:hidden">
              {pages.length === 1 ? 'One page' : `The first of ${pages.length} pages`}, as it is printed
            </p>
            <LabelPages pages={pages} size={size} />
          </div>
        ) : (
          <div className="print:hidden">
            <EmptyState icon={Tags} title="No labels yet">
              Find items here or scan them, or choose some in the catalog.
            </EmptyState>
          </div>
        )}
      </div>
    </Screen>
  );
}

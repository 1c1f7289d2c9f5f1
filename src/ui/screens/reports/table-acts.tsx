import { Download, Printer } from 'lucide-react';
import { Button } from '#ui/parts/button.tsx';
import { printOn } from '#ui/print-on.ts';

/** What can be done with a table: both take it as it is on screen. */
export function TableActs({ onFile }: { readonly onFile: () => void }) {
  return (
    <div className="flex flex-wrap justify-end gap-2 print:hidden">
      <Button icon={Download} onClick={onFile}>
        CSV
      </Button>
      <Button icon={Printer} onClick={() => printOn({ size: 'A4', margin: '14mm' })}>
        Print
      </Button>
    </div>
  );
}

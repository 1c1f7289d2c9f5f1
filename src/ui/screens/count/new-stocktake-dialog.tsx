import { ScanBarcode } from 'lucide-react';
import { useRef, useState, type FormEvent } from 'react';
import { maxStocktakeName } from '#domain/stock-count.ts';
import { codeLength, newCode } from '#domain/stocktake-id.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Field } from '#ui/parts/field.tsx';
import { JoinCode } from './join-code.tsx';

interface NewStocktakeDialogProps {
  readonly onStart: (code: string, name: string) => void;
  readonly onClose: () => void;
}

export function NewStocktakeDialog({ onStart, onClose }: NewStocktakeDialogProps) {
  const [name, setName] = useState('');
  const [code] = useState(() => newCode(crypto.getRandomValues(new Uint8Array(codeLength))));
  const field = useRef<HTMLInputElement>(null);
  const start = (event: FormEvent) => {
    event.preventDefault();
    onStart(code, name.trim());
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="New stocktake"
      description="Whoever helps joins with the code, on any device, also without a connection."
      initialFocus={field}
    >
      <form onSubmit={start} className="flex flex-col gap-4">
        <JoinCode code={code} word="Code" />
        <Field
          ref={field}
          label="Name (if you like)"
          placeholder="Dairy, July"
          autoComplete="off"
          maxLength={maxStocktakeName}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" tone="primary" size="xl" icon={ScanBarcode} keyName="Enter">
          Start counting
        </Button>
      </form>
    </Dialog>
  );
}

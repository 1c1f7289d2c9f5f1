import { Barcode } from 'lucide-react';
import { useRef, useState } from 'react';
import { inStoreBarcodes } from '#queries/barcodes.ts';
import { newId } from '#schema/new-id.ts';
import { Button } from '#ui/parts/button.tsx';
import { Field } from '#ui/parts/field.tsx';
import { notify } from '#ui/parts/toast.tsx';
import { useShop } from '#ui/shop-context.tsx';

interface BarcodeFieldProps {
  readonly label: string;
  readonly hint: string | undefined;
  readonly error: string | null;
  readonly value: string;
  readonly onBlur: () => void;
  readonly onChange: (text: string) => void;
}

/** Typed or scanned; for what came without one, the shop makes one of its own. */
export function BarcodeField({ onChange, ...common }: BarcodeFieldProps) {
  const { db, device } = useShop().till;
  const input = useRef<HTMLInputElement>(null);
  const [crash, setCrash] = useState<unknown>(null);
  if (crash) throw crash;
  const make = async () => {
    const give = await inStoreBarcodes(db.read, device.code);
    // Whatever the item's id will be, a fresh one is another number.
    const code = give(newId());
    if (code === null) {
      return notify({ tone: 'bad', title: 'This till has given out all of its barcodes' });
    }
    onChange(code);
    // The button goes; who pressed it stays where it was.
    input.current?.focus();
  };
  return (
    <div className="flex flex-col items-start gap-2">
      <Field
        {...common}
        ref={input}
        autoComplete="off"
        spellCheck={false}
        className="num w-full"
        onChange={(event) => onChange(event.target.value)}
      />
      {common.value === '' ? (
        <Button
          icon={Barcode}
          // The field that is left would be told off, and the button move away from under the finger.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => void make().catch(setCrash)}
        >
          Make a barcode
        </Button>
      ) : null}
    </div>
  );
}

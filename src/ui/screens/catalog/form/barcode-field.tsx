import { Barcode } from 'lucide-react';
import { useState } from 'react';
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
  const [crash, setCrash] = useState<unknown>(null);
  if (crash) throw crash;
  const make = async () => {
    const give = await inStoreBarcodes(db.read, device.code);
    // Whatever the item's id will be, a fresh one is another number.
    const code = give(newId());
    if (code !== null) return onChange(code);
    return notify({ tone: 'bad', title: 'This till has given out all of its barcodes' });
  };
  return (
    <div className="flex flex-col items-start gap-2">
      <Field
        {...common}
        autoComplete="off"
        spellCheck={false}
        className="num w-full"
        onChange={(event) => onChange(event.target.value)}
      />
      {common.value === '' ? (
        <Button icon={Barcode} onClick={() => void make().catch(setCrash)}>
          Make a barcode
        </Button>
      ) : null}
    </div>
  );
}

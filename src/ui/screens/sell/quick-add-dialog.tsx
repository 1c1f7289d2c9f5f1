import { useRef, useState } from 'react';
import type { SellableItem } from '#domain/cart.ts';
import { usualReferences } from '#queries/usual-references.ts';
import { useCatalog } from '#ui/catalog-context.tsx';
import { useLive } from '#ui/hooks/use-live.ts';
import type { MasterDefinition } from '#ui/masters/definition.ts';
import { items } from '#ui/masters/goods.ts';
import { GuardedDialog } from '#ui/screens/catalog/form/guarded-dialog.tsx';
import { MasterForm } from '#ui/screens/catalog/form/master-form.tsx';
import { useMasterForm } from '#ui/screens/catalog/form/use-master-form.ts';
import { useSaver } from '#ui/screens/catalog/use-saver.ts';
import { useShop } from '#ui/shop-context.tsx';

/** What a sale needs to know; the rest can be said in the catalog when nobody waits. */
const short: MasterDefinition = {
  ...items,
  sections: [{ columns: ['name', 'price_minor', 'unit_id', 'tax_rate_id', 'category_id', 'barcode'] }],
};

interface QuickAddDialogProps {
  readonly barcode: string;
  /** It is in the catalog, and can be sold. */
  readonly onAdded: (item: SellableItem) => void;
  readonly onClose: () => void;
}

/** An item that was not known, while the customer waits: offline too. */
export function QuickAddDialog(props: QuickAddDialogProps) {
  const { rows, isLoading } = useLive(usualReferences(useShop().till.db.read));
  if (isLoading) return null;
  const { unit_id = '', tax_rate_id } = rows[0] ?? {};
  return <Form {...props} usual={{ unit_id, tax_rate_id: tax_rate_id ?? '' }} />;
}

interface FormProps extends QuickAddDialogProps {
  readonly usual: Readonly<Record<string, string>>;
}

function Form({ barcode, onAdded, onClose, usual }: FormProps) {
  const catalog = useCatalog();
  const saver = useSaver();
  const element = useRef<HTMLFormElement>(null);
  const [crash, setCrash] = useState<unknown>(null);
  if (crash) throw crash;
  const form = useMasterForm(short, null, { ...usual, barcode });
  const sell = async () => {
    // By what was saved: the barcode may have been corrected in the form.
    const saved = String(form.state.columns['barcode'] ?? '');
    const item = await catalog.withBarcode(saved === '' ? barcode : saved);
    onClose();
    if (item) onAdded(item);
  };
  return (
    <GuardedDialog title="Add this item" isTouched={form.isTouched} form={element} onClose={onClose}>
      <MasterForm
        definition={short}
        row={null}
        form={form}
        saver={saver}
        onSaved={() => void sell().catch(setCrash)}
        isSticky
        formRef={element}
      />
    </GuardedDialog>
  );
}

import { useRef } from 'react';
import { copiedId } from '#domain/copied-id.ts';
import type { SentLine } from '#schema/documents/stock-transfer.ts';
import { unitWithSymbol } from '#queries/transfers.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { items } from '#ui/masters/goods.ts';
import { GuardedDialog } from '#ui/screens/catalog/form/guarded-dialog.tsx';
import { MasterForm } from '#ui/screens/catalog/form/master-form.tsx';
import { useMasterForm } from '#ui/screens/catalog/form/use-master-form.ts';
import { useSaver } from '#ui/screens/catalog/use-saver.ts';
import { useShop } from '#ui/shop-context.tsx';

interface NewItemDialogProps {
  readonly sent: SentLine;
  readonly onClose: () => void;
}

/** An item as the other location has it, less what it cannot know: price, tax and category are of here. */
export function NewItemDialog({ sent, onClose }: NewItemDialogProps) {
  const { till } = useShop();
  const { rows, isLoading } = useLive(unitWithSymbol(till.db.read, sent.unit_symbol));
  if (isLoading) return null;
  return <Form sent={sent} unitId={rows[0]?.id ?? ''} onClose={onClose} />;
}

function Form({ sent, unitId, onClose }: NewItemDialogProps & { readonly unitId: string }) {
  const { till } = useShop();
  const saver = useSaver();
  const element = useRef<HTMLFormElement>(null);
  const form = useMasterForm(items, null, {
    name: sent.item_name,
    barcode: sent.barcode ?? '',
    unit_id: unitId,
    is_batch_tracked: String(sent.is_batch_tracked),
  });
  return (
    <GuardedDialog title="New item" isTouched={form.isTouched} form={element} onClose={onClose}>
      <MasterForm
        definition={items}
        row={null}
        form={form}
        saver={saver}
        // Whoever makes it, on whichever device, makes the same one.
        recordId={copiedId(till.location.id, sent.item_id)}
        onSaved={onClose}
        isSticky
        formRef={element}
      />
    </GuardedDialog>
  );
}

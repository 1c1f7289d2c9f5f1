import { Check } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { ReceivedLine } from '#domain/correction.ts';
import { readBatch } from '#domain/note-draft.ts';
import { itemsToReceive } from '#queries/goods-received.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Field } from '#ui/parts/field.tsx';
import { SearchedField } from '#ui/screens/catalog/form/searched-field.tsx';
import { ExpiryField } from '#ui/screens/receive/expiry-field.tsx';
import { useShop } from '#ui/shop-context.tsx';

interface NoteLineDialogProps {
  /** As it was sent, or as it is put right so far. */
  readonly line: ReceivedLine;
  readonly onGive: (line: ReceivedLine) => void;
  readonly onClose: () => void;
}

const nothing = () => undefined;

/** What a line of goods received is of: another item, another batch, or none where the item has none. */
export function NoteLineDialog({ line, onGive, onClose }: NoteLineDialogProps) {
  const { read } = useShop().till.db;
  const [itemId, setItemId] = useState(line.item_id);
  const [batch, setBatch] = useState(line.batch_number ?? '');
  const [expiry, setExpiry] = useState(line.expiry_date ?? '');
  const [isTried, setTried] = useState(false);
  const [item] = useLive(itemsToReceive(read, [itemId])).rows;
  const isTracked = item?.is_batch_tracked === 1;
  const { lot, faults } = readBatch({ item_id: itemId, batch_number: batch, expiry_date: expiry });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A form in a dialog is inside the screen's.
    event.stopPropagation();
    setTried(true);
    if (!item || (isTracked && !lot)) return;
    onGive({
      item_id: item.id,
      item_name: item.name,
      unit_symbol: item.unit_symbol,
      lot_id: isTracked && lot ? lot.id : null,
      batch_number: isTracked && lot ? lot.batch_number : null,
      expiry_date: isTracked && lot ? lot.expiry_date : null,
    });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={line.item_name}
      description="How much came and what it cost stay as they are."
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <SearchedField
          label="Item"
          hint={undefined}
          error={isTried && !item ? 'This device does not have it. Choose another.' : null}
          value={itemId}
          to="items"
          onBlur={nothing}
          onChange={setItemId}
        />
        {isTracked ? (
          <>
            <Field
              label="Batch"
              autoComplete="off"
              maxLength={60}
              value={batch}
              error={isTried && faults.batch_number ? 'As it stands on the pack' : null}
              onChange={(event) => setBatch(event.target.value)}
            />
            <ExpiryField
              of={line.item_name}
              value={expiry}
              error={isTried && faults.expiry_date ? 'A date, as 2031-05-31' : null}
              onChange={setExpiry}
              onBlur={nothing}
              onKeyDown={nothing}
            />
          </>
        ) : (
          <p className="text-soft">{item ? 'It is not tracked by batch: it goes without one.' : ''}</p>
        )}
        <Button type="submit" tone="primary" size="lg" icon={Check} keyName="Enter">
          Keep it
        </Button>
      </form>
    </Dialog>
  );
}

import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ArrivedItem } from '#domain/receipt-draft.ts';
import type { SentLine } from '#schema/documents/stock-transfer.ts';
import { itemToMove } from '#queries/transfers.ts';
import { useCatalog } from '#ui/catalog-context.tsx';
import { precise, useMedia } from '#ui/hooks/use-media.ts';
import { useScanner } from '#ui/hooks/use-scanner.ts';
import { useSettled } from '#ui/hooks/use-settled.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Field } from '#ui/parts/field.tsx';
import { useMayEdit } from '#ui/screens/catalog/form/may-edit.tsx';
import { useNamed } from '#ui/screens/sell/use-named.ts';
import { useShop } from '#ui/shop-context.tsx';
import { NewItemDialog } from './new-item-dialog.tsx';

interface ItemDialogProps {
  readonly sent: SentLine;
  readonly onChoose: (item: ArrivedItem) => void;
  readonly onClose: () => void;
}

const mostFound = 20;
const quietMs = 60;

/** Which item of this location has come: found by name or scan, or added to the catalog by who may. */
export function ItemDialog({ sent, onChoose, onClose }: ItemDialogProps) {
  const { read } = useShop().till.db;
  const catalog = useCatalog();
  const mayAdd = useMayEdit('items');
  const [text, setText] = useState(sent.item_name);
  const [isAdding, setAdding] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  const isPrecise = useMedia(precise);
  const words = useSettled(text.trim(), quietMs);
  const { items, isLoading } = useNamed(words, mostFound);
  const choose = async (id: string) => {
    const [item] = await itemToMove(read, id).execute();
    if (item) onChoose(item);
  };
  useScanner(
    (code) =>
      void catalog.withBarcode(code).then((item) => {
        if (item) return choose(item.id);
        setText(code);
        return undefined;
      }),
    () => !isAdding,
  );
  if (isAdding) return <NewItemDialog sent={sent} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      {...(isPrecise ? { initialFocus: name } : {})}
      title={`What is ${sent.item_name} here?`}
      description={`Find it by name, or scan it.${sent.barcode ? ` Its barcode there is ${sent.barcode}.` : ''}`}
    >
      <div className="flex flex-col gap-3">
        <Field
          ref={name}
          label="Name"
          type="search"
          autoComplete="off"
          value={text}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setText(event.target.value)}
        />
        {items.length === 0 && !isLoading ? <p className="text-soft">No item here has this name.</p> : null}
        <ul aria-label="Found" className="flex flex-col gap-2">
          {items.map((item) => (
            <li key={item.id}>
              <Button className="w-full justify-start! text-start" onClick={() => void choose(item.id)}>
                {item.name}
              </Button>
            </li>
          ))}
        </ul>
        {mayAdd ? (
          <Button size="lg" icon={Plus} onClick={() => setAdding(true)}>
            Add it to the catalog
          </Button>
        ) : (
          <p className="text-soft text-sm">
            If it is new here, a manager adds it: signed in on this till, or on another. It appears by itself.
          </p>
        )}
      </div>
    </Dialog>
  );
}

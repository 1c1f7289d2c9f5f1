import { CirclePause } from 'lucide-react';
import { useRef, useState, type FormEvent, type RefObject } from 'react';
import { parkedCarts } from '#queries/drafts.ts';
import { maxParkedName, parkedName } from '#domain/parked-cart.ts';
import { useCart } from '#ui/cart/cart-context.tsx';
import { refusalText } from '#ui/failure-text.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Field } from '#ui/parts/field.tsx';
import { useCurrency, useShop } from '#ui/shop-context.tsx';
import { ParkedRow } from './parked-row.tsx';
import { useParking } from './use-parking.ts';

interface ParkDialogProps {
  readonly onClose: () => void;
}

/** Puts the sale aside under a name, and takes up one that was put aside. */
export function ParkDialog({ onClose }: ParkDialogProps) {
  const { till } = useShop();
  const { cart } = useCart();
  const currency = useCurrency();
  const parking = useParking(onClose);
  const { rows, isLoading } = useLive(parkedCarts(till.db.read));
  const name = useRef<HTMLInputElement>(null);
  const isEmpty = cart.lines.length === 0;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={isEmpty ? 'Parked sales' : 'Park this sale'}
      description="On this device. They wait until somebody takes them up, also after it was switched off."
      {...(isEmpty ? {} : { initialFocus: name })}
    >
      {isEmpty ? null : (
        <ParkForm
          inputRef={name}
          defaultName={parkedName(cart, parking.timeText)}
          error={parking.refusal ? refusalText(parking.refusal, currency).title : null}
          onPark={parking.park}
        />
      )}
      {rows.length > 0 ? (
        <section aria-label="Parked" className="mt-4">
          {isEmpty ? null : <h3 className="text-soft text-sm font-semibold">Parked already</h3>}
          <ul className="divide-line divide-y">
            {rows.map((draft, index) => (
              <ParkedRow
                key={draft.id}
                draft={draft}
                isFocused={isEmpty && index === 0}
                onResume={() => parking.resume(draft.id)}
                onDiscard={() => parking.discard(draft.id)}
              />
            ))}
          </ul>
        </section>
      ) : isEmpty && !isLoading ? (
        <EmptyState icon={CirclePause} title="No sale is parked">
          When a customer has to fetch something, park the sale and serve the next one.
        </EmptyState>
      ) : null}
    </Dialog>
  );
}

interface ParkFormProps {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly defaultName: string;
  readonly error: string | null;
  readonly onPark: (name: string) => void;
}

function ParkForm({ inputRef, defaultName, error, onPark }: ParkFormProps) {
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onPark(name);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field
        ref={inputRef}
        label="Name"
        hint="What you will know it by, if you like."
        placeholder={defaultName}
        value={name}
        error={error}
        maxLength={maxParkedName}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" tone="primary" size="xl" icon={CirclePause} keyName="Enter">
        Park
      </Button>
    </form>
  );
}

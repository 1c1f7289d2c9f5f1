import { useState } from 'react';
import type { Settings } from '#queries/settings.ts';
import type { Approval } from '#schema/documents/approval.ts';
import { useCart } from '#ui/cart/cart-context.tsx';
import { useGivenBack, type GivenBack } from '#ui/cart/use-given-back.ts';
import { Dialog } from '#ui/parts/dialog.tsx';
import { useMoney, useSettings } from '#ui/shop-context.tsx';
import { AskApproval } from './ask-approval.tsx';
import { PayForm } from './pay-form.tsx';
import { useHindrances } from './use-hindrances.ts';

export function PayDialog({ onClose }: { readonly onClose: () => void }) {
  const { totals } = useCart();
  const settings = useSettings();
  const money = useMoney();
  const given = useGivenBack();
  if (!settings || given === undefined) return null;
  const total = `Total ${money(totals.total_minor)}`;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="lg"
      title={given ? 'Exchange' : 'Payment'}
      description={given ? `${total} · given back ${money(given.worth_minor)}` : total}
    >
      <Payment totalMinor={totals.total_minor} settings={settings} given={given} />
    </Dialog>
  );
}

interface PaymentProps {
  readonly totalMinor: number;
  readonly settings: Settings;
  /** What the customer gave back for it. */
  readonly given: GivenBack | null;
}

/** May it be sold at all? Then the money. What runs out meanwhile is refused at the end, with the money counted. */
function Payment(sale: PaymentProps) {
  const { settings } = sale;
  const hindrances = useHindrances(settings);
  const [approval, setApproval] = useState<Approval | null>(null);
  const isClear = hindrances?.length === 0;
  const [isFree, setFree] = useState(isClear);
  if (isClear && !isFree) setFree(true);
  if (isFree || approval) return <PayForm {...sale} approval={approval} />;
  if (!hindrances) return null;
  return <AskApproval hindrances={hindrances} settings={settings} onApproved={setApproval} />;
}

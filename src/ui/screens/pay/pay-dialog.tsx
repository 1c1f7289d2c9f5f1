import { useState } from 'react';
import type { Settings } from '#queries/settings.ts';
import type { Approval } from '#schema/documents/approval.ts';
import { useCart } from '#ui/cart/cart-context.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { useMoney, useSettings } from '#ui/shop-context.tsx';
import { AskApproval } from './ask-approval.tsx';
import { PayForm } from './pay-form.tsx';
import { useHindrances } from './use-hindrances.ts';

export function PayDialog({ onClose }: { readonly onClose: () => void }) {
  const { totals } = useCart();
  const settings = useSettings();
  const money = useMoney();
  if (!settings) return null;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="lg"
      title="Payment"
      description={`Total ${money(totals.total_minor)}`}
    >
      <Payment totalMinor={totals.total_minor} settings={settings} />
    </Dialog>
  );
}

interface PaymentProps {
  readonly totalMinor: number;
  readonly settings: Settings;
}

/** May it be sold at all? Then the money. What runs out meanwhile is refused at the end, with the money counted. */
function Payment({ totalMinor, settings }: PaymentProps) {
  const hindrances = useHindrances(settings);
  const [approval, setApproval] = useState<Approval | null>(null);
  const isClear = hindrances?.length === 0;
  const [isFree, setFree] = useState(isClear);
  if (isClear && !isFree) setFree(true);
  if (isFree || approval) return <PayForm totalMinor={totalMinor} settings={settings} approval={approval} />;
  if (!hindrances) return null;
  return <AskApproval hindrances={hindrances} settings={settings} onApproved={setApproval} />;
}

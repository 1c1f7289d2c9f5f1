import { useState } from 'react';
import type { Settings } from '#queries/settings.ts';
import type { Approval } from '#schema/documents/approval.ts';
import { useCart } from '#ui/cart/cart-context.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { useMoney, useSettings } from '#ui/shop-context.tsx';
import { AllowShortStock } from './allow-short-stock.tsx';
import { PayForm } from './pay-form.tsx';
import { useShortStock } from './use-short-stock.ts';

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
  const refusal = useShortStock(settings);
  const [approval, setApproval] = useState<Approval | null>(null);
  const [isFree, setFree] = useState(refusal === null);
  if (refusal === null && !isFree) setFree(true);
  if (isFree || approval) return <PayForm totalMinor={totalMinor} settings={settings} approval={approval} />;
  if (!refusal) return null;
  return <AllowShortStock refusal={refusal} settings={settings} onApproved={setApproval} />;
}

import { useCart } from '#ui/cart/cart-context.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { useMoney, useSettings } from '#ui/shop-context.tsx';
import { PayForm } from './pay-form.tsx';

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
      <PayForm totalMinor={totals.total_minor} settings={settings} />
    </Dialog>
  );
}

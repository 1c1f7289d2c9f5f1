import { PackagePlus, ScanBarcode, X } from 'lucide-react';
import { mayEditMasters } from '#commands/save-masters.ts';
import { Button } from '#ui/parts/button.tsx';
import { IconButton } from '#ui/parts/icon-button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { useShop } from '#ui/shop-context.tsx';
import type { Miss } from './use-lookup.ts';

interface MissNoticeProps {
  readonly miss: Miss;
  readonly onDismiss: () => void;
  readonly onQuickAdd: () => void;
}

/** Stays until the next attempt: a cashier may be looking at the goods, not at the screen. */
export function MissNotice({ miss, onDismiss, onQuickAdd }: MissNoticeProps) {
  const canAdd = mayEditMasters(useShop().till, 'items') && miss.wasScanned;
  return (
    <div className="px-3 pt-2 md:px-4">
      <Notice
        tone="bad"
        icon={ScanBarcode}
        role="alert"
        title={miss.wasScanned ? `No item has the barcode ${miss.text}` : `No item matches “${miss.text}”`}
        action={
          <span className="flex items-center gap-1">
            {canAdd ? (
              <Button icon={PackagePlus} onClick={onQuickAdd}>
                Add this item
              </Button>
            ) : null}
            <IconButton icon={X} label="Dismiss" onClick={onDismiss} />
          </span>
        }
      >
        {canAdd
          ? 'Nothing was added. Search for it by name, or add it to the catalog and sell it at once.'
          : 'Nothing was added. Search for it by name, or ask a manager to add it.'}
      </Notice>
    </div>
  );
}

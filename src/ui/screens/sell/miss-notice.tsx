import { ScanBarcode, X } from 'lucide-react';
import { IconButton } from '#ui/parts/icon-button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import type { Miss } from './use-lookup.ts';

interface MissNoticeProps {
  readonly miss: Miss;
  readonly onDismiss: () => void;
}

/** Stays until the next attempt: a cashier may be looking at the goods, not at the screen. */
export function MissNotice({ miss, onDismiss }: MissNoticeProps) {
  return (
    <div className="px-3 pt-2 md:px-4">
      <Notice
        tone="bad"
        icon={ScanBarcode}
        role="alert"
        title={miss.wasScanned ? `No item has the barcode ${miss.text}` : `No item matches “${miss.text}”`}
        action={<IconButton icon={X} label="Dismiss" onClick={onDismiss} />}
      >
        Nothing was added. Search for it by name, or ask a manager to add it.
      </Notice>
    </div>
  );
}

import { TriangleAlert, X } from 'lucide-react';
import { dismissTrouble, useTrouble } from '#ui/background-trouble.ts';
import { IconButton } from '#ui/parts/icon-button.tsx';
import { Notice } from '#ui/parts/notice.tsx';

export function TroubleBanner() {
  const trouble = useTrouble();
  if (trouble === null) return null;
  return (
    <div className="p-2 print:hidden">
      <Notice
        tone="bad"
        icon={TriangleAlert}
        role="alert"
        title={trouble.isStorageFull ? 'This device has no room left' : 'Something failed in the background'}
        action={<IconButton icon={X} label="Dismiss" onClick={dismissTrouble} />}
      >
        {trouble.isStorageFull
          ? 'What is stored here is safe, but nothing can be added, not even a sale. Delete files, photos or apps that nobody needs, empty the bin, then reload.'
          : `Posted sales and the open cart are stored on this device. Selling goes on. If it comes back, reload, and tell support: ${trouble.message}`}
      </Notice>
    </div>
  );
}

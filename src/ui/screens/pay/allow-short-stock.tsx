import { useState } from 'react';
import type { Refusal } from '#domain/refusal.ts';
import type { Settings } from '#queries/settings.ts';
import type { Approval } from '#schema/documents/approval.ts';
import { ApprovalDialog } from '#ui/screens/lock/approval-dialog.tsx';
import { RefusalNotice } from './refusal-notice.tsx';

interface AllowShortStockProps {
  readonly refusal: Refusal;
  readonly settings: Settings;
  readonly onApproved: (approval: Approval) => void;
}

/** In the place of the payment: nobody takes money for what may not be sold. */
export function AllowShortStock({ refusal, settings, onApproved }: AllowShortStockProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <RefusalNotice refusal={refusal} settings={settings} onAskManager={() => setAsking(true)} />
      {isAsking ? (
        <StockApproval
          onApproved={(approval) => {
            setAsking(false);
            onApproved(approval);
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}

interface StockApprovalProps {
  readonly onApproved: (approval: Approval) => void;
  readonly onClose: () => void;
}

export function StockApproval(props: StockApprovalProps) {
  return <ApprovalDialog acts={['stock']} why="Sell more than there is on hand." {...props} />;
}

import { useState } from 'react';
import type { Refusal } from '#domain/refusal.ts';
import type { Settings } from '#queries/settings.ts';
import type { ApprovableAct, Approval } from '#schema/documents/approval.ts';
import { ApprovalDialog } from '#ui/screens/lock/approval-dialog.tsx';
import { actsIn } from './approvable.ts';
import { RefusalNotice } from './refusal-notice.tsx';

interface AskApprovalProps {
  readonly hindrances: readonly Refusal[];
  readonly settings: Settings;
  readonly onApproved: (approval: Approval) => void;
}

/** In the place of the payment: nobody takes money for what may not be sold so. */
export function AskApproval({ hindrances, settings, onApproved }: AskApprovalProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <div className="flex flex-col gap-3">
      {hindrances.map((refusal, index) => (
        <RefusalNotice
          key={refusal.kind}
          refusal={refusal}
          settings={settings}
          isFocused
          // One yes is for all of them.
          onAskManager={index === hindrances.length - 1 ? () => setAsking(true) : null}
        />
      ))}
      {isAsking ? (
        <SaleApproval
          acts={hindrances.flatMap(actsIn)}
          onApproved={(approval) => {
            setAsking(false);
            onApproved(approval);
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}

interface SaleApprovalProps {
  readonly acts: readonly ApprovableAct[];
  readonly onApproved: (approval: Approval) => void;
  readonly onClose: () => void;
}

export function SaleApproval({ acts, ...rest }: SaleApprovalProps) {
  const why = acts.map((act) => words[act]).join(' ');
  return <ApprovalDialog acts={acts} why={why} {...rest} />;
}

const words: Readonly<Record<ApprovableAct, string>> = {
  stock: 'Sell more than there is on hand.',
  price: 'Charge another price than the list’s.',
  discount: 'Take more off than a cashier may.',
  adjustment: 'Correct the stock.',
  return: 'Take goods back without a receipt.',
  credit: 'Let the customer owe more.',
};

/**
 * A manager's yes, given where it is needed. Whoever stands at the till and is
 * a manager only says why; otherwise one comes over, and the cashier stays who
 * they are.
 */
import { ShieldCheck } from 'lucide-react';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { isManager, type Person } from '#commands/till.ts';
import { maxNoteLength } from '#domain/sale.ts';
import type { ApprovableAct, Approval } from '#schema/documents/approval.ts';
import { useRefuseScans } from '#ui/hooks/use-scanner.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Field } from '#ui/parts/field.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { PasswordForm } from './password-form.tsx';
import { PersonChoice } from './person-choice.tsx';
import { PinField } from './pin-field.tsx';
import { usePeopleHere } from './use-people-here.ts';
import { usePin } from './use-pin.ts';

interface ApprovalDialogProps {
  readonly acts: readonly ApprovableAct[];
  /** What is to be allowed, in words. */
  readonly why: string;
  readonly onApproved: (approval: Approval) => void;
  readonly onClose: () => void;
}

/** Mounted while it is asked; outside of any form, whose submit it would cause. */
export function ApprovalDialog({ acts, why, onApproved, onClose }: ApprovalDialogProps) {
  const { till } = useShop();
  // What is scanned is no PIN, and nothing is added to what is being allowed.
  useRefuseScans();
  const [reason, setReason] = useState('');
  const [isByPassword, setByPassword] = useState(false);
  const reasonField = useRef<HTMLInputElement>(null);
  const approve = ({ id, role }: Person) => {
    if (role === 'cashier') return 'Only a manager or an admin can allow this.';
    onApproved({ approved_by: id, approved_for: [...acts], approval_reason: reason.trim() });
    return null;
  };
  const reasonPart = (
    <Field
      ref={reasonField}
      label="Reason"
      required
      // What is only blanks is no reason.
      pattern=".*\S.*"
      maxLength={maxNoteLength}
      autoComplete="off"
      value={reason}
      onChange={(event) => setReason(event.target.value)}
    />
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="A manager’s approval"
      description={why}
      initialFocus={reasonField}
    >
      {isManager(till) ? (
        <OwnReason onSubmit={() => approve(till.cashier)}>{reasonPart}</OwnReason>
      ) : (
        <div className="flex flex-col gap-4">
          {isByPassword ? (
            <ByPassword onPerson={approve}>{reasonPart}</ByPassword>
          ) : (
            <ByPin onPerson={approve}>{reasonPart}</ByPin>
          )}
          <Button tone="quiet" onClick={() => setByPassword(!isByPassword)}>
            {isByPassword ? 'Use a PIN' : 'No PIN here? Use a password'}
          </Button>
        </div>
      )}
    </Dialog>
  );
}

interface PartProps {
  readonly children: ReactNode;
}
type AskPerson = PartProps & { readonly onPerson: (person: Person) => string | null };

function OwnReason({ onSubmit, children }: PartProps & { readonly onSubmit: () => void }) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {children}
      <ApproveButton isBusy={false} />
    </form>
  );
}

function ByPin({ onPerson, children }: AskPerson) {
  const { lock } = useShop();
  const managers = usePeopleHere().filter(({ role }) => role !== 'cashier');
  const [picked, setPicked] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const chosen = managers.find(({ user_id }) => user_id === picked) ?? managers[0];
  const entry = usePin(chosen?.user_id ?? null, (userId, pin) => lock.identify(userId, pin));
  if (!chosen) {
    return <p>No manager has a PIN on this device. A manager can set one under Settings, with internet.</p>;
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const person = await entry.submit();
    if (person) onPerson(person);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {children}
      <PersonChoice people={managers} chosenId={chosen.user_id} onChoose={setPicked} />
      <PinField entry={entry} inputRef={input} />
      <ApproveButton isBusy={entry.isBusy || entry.waitMs > 0} />
    </form>
  );
}

function ByPassword({ onPerson, children }: AskPerson) {
  const { lock } = useShop();
  return (
    <PasswordForm
      word="Approve"
      check={(email, password) => lock.identifyByPassword(email, password)}
      onPerson={onPerson}
    >
      {children}
    </PasswordForm>
  );
}

function ApproveButton({ isBusy }: { readonly isBusy: boolean }) {
  return (
    <Button type="submit" tone="primary" size="xl" icon={ShieldCheck} keyName="Enter" disabled={isBusy}>
      Approve
    </Button>
  );
}

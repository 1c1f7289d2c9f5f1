import { Send } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { inviteMember } from '#commands/people.ts';
import { newId } from '#schema/new-id.ts';
import type { Invitation, Role } from '#schema/people.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Field } from '#ui/parts/field.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { HandOver } from './hand-over.tsx';
import { RoleChoice } from './role-choice.tsx';
import { useDoing } from './use-doing.ts';
import { WhyNot } from './why-not.tsx';

/** What is typed, and the id that it has: sent twice it is one invitation. */
export interface InviteDraft {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

export function newInviteDraft(typed: Partial<Omit<InviteDraft, 'id'>> = {}): InviteDraft {
  return { email: '', name: '', role: 'cashier', ...typed, id: newId() };
}

interface InviteDialogProps {
  /** Kept by the screen: closing the dialog loses nothing of it. */
  readonly draft: InviteDraft;
  readonly onDraft: (draft: InviteDraft) => void;
  readonly onInvited: () => void;
  readonly onClose: () => void;
}

export function InviteDialog({ draft, onDraft, onInvited, onClose }: InviteDialogProps) {
  const { till, people } = useShop();
  const doing = useDoing();
  const [invited, setInvited] = useState<Invitation | null>(null);
  const type = (typed: Partial<InviteDraft>) => onDraft(newInviteDraft({ ...draft, ...typed }));
  const send = async () => {
    const done = await doing.run(() => inviteMember(till, people, draft));
    if (!done) return;
    setInvited(done.value);
    onDraft(newInviteDraft());
    onInvited();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  if (invited) {
    return (
      <Dialog isOpen onClose={onClose} title={`${invited.display_name} is invited`}>
        <HandOver invitation={invited} />
      </Dialog>
    );
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Invite to ${till.location.name}`}
      description="It needs internet, and ends after 14 days."
    >
      <form className="flex flex-col gap-4 pt-2" onSubmit={submit}>
        <WhyNot refusal={doing.refusal} />
        <Field
          label="E-mail"
          type="email"
          required
          maxLength={200}
          autoComplete="off"
          value={draft.email}
          onChange={(event) => type({ email: event.target.value })}
        />
        <Field
          label="Name"
          required
          maxLength={120}
          autoComplete="off"
          hint="As it stands on receipts and in lists."
          value={draft.name}
          onChange={(event) => type({ name: event.target.value })}
        />
        <RoleChoice role={draft.role} onRole={(role) => type({ role })} />
        <Button type="submit" tone="primary" size="lg" icon={Send} disabled={doing.isBusy}>
          {doing.isBusy ? 'Asking the server…' : 'Invite'}
        </Button>
      </form>
    </Dialog>
  );
}

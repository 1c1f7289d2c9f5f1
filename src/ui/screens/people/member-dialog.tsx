import { Check, UserMinus } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { changeMember, removeMember } from '#commands/people.ts';
import type { Role } from '#schema/people.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Field } from '#ui/parts/field.tsx';
import { notify } from '#ui/parts/toast.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { RoleChoice } from './role-choice.tsx';
import { useDoing } from './use-doing.ts';
import { WhyNot } from './why-not.tsx';

export interface Member {
  readonly user_id: string;
  readonly name: string;
  readonly role: Role;
}

interface MemberDialogProps {
  readonly member: Member;
  readonly onClose: () => void;
}

export function MemberDialog({ member, onClose }: MemberDialogProps) {
  const { till } = useShop();
  const [isRemoving, setRemoving] = useState(false);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={isRemoving ? `Remove ${member.name} from ${till.location.name}?` : member.name}
    >
      {isRemoving ? (
        <RemoveMember member={member} onDone={onClose} onBack={() => setRemoving(false)} />
      ) : (
        <ChangeMember member={member} onDone={onClose} onRemove={() => setRemoving(true)} />
      )}
    </Dialog>
  );
}

interface ChangeMemberProps {
  readonly member: Member;
  readonly onDone: () => void;
  readonly onRemove: () => void;
}

function ChangeMember({ member, onDone, onRemove }: ChangeMemberProps) {
  const { till, people } = useShop();
  const doing = useDoing();
  const [name, setName] = useState(member.name);
  const [role, setRole] = useState<Role>(member.role);
  const save = async () => {
    const done = await doing.run(() => changeMember(till, people, { userId: member.user_id, name, role }));
    if (!done) return;
    notify({ tone: 'good', title: `${name} is saved`, text: 'Every device has it with its next sync.' });
    onDone();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={submit}>
      <WhyNot refusal={doing.refusal} />
      <Field
        label="Name"
        required
        maxLength={120}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <RoleChoice role={role} onRole={setRole} />
      <Button type="submit" tone="primary" size="lg" icon={Check} disabled={doing.isBusy}>
        {doing.isBusy ? 'Asking the server…' : 'Save'}
      </Button>
      <Button icon={UserMinus} size="lg" onClick={onRemove}>
        Remove this person
      </Button>
    </form>
  );
}

interface RemoveMemberProps {
  readonly member: Member;
  readonly onDone: () => void;
  readonly onBack: () => void;
}

function RemoveMember({ member, onDone, onBack }: RemoveMemberProps) {
  const { till, people } = useShop();
  const doing = useDoing();
  const remove = async () => {
    const done = await doing.run(() => removeMember(till, people, member.user_id));
    if (!done) return;
    notify({ tone: 'good', title: `${member.name} works here no more` });
    onDone();
  };
  return (
    <div className="flex flex-col gap-4">
      <WhyNot refusal={doing.refusal} />
      <p>
        Their tills close with the next sync. What they sold stays in the books; what is not sent yet is
        refused and kept, until they work here again or a manager sends it in.
      </p>
      {member.user_id === till.user.id ? (
        <p className="text-danger-ink font-semibold">This is you: this till closes, too.</p>
      ) : null}
      <div className="flex flex-col gap-3 sm:flex-row-reverse">
        <Button tone="danger" size="lg" disabled={doing.isBusy} onClick={() => void remove()}>
          {doing.isBusy ? 'Asking the server…' : 'Remove'}
        </Button>
        <Button size="lg" onClick={onBack}>
          Back
        </Button>
      </div>
    </div>
  );
}

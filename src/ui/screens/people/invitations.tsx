import { MailX, Share2 } from 'lucide-react';
import { useState } from 'react';
import { revokeInvitation } from '#commands/people.ts';
import type { Invitation } from '#schema/people.ts';
import { useNow } from '#ui/hooks/use-now.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { IconButton } from '#ui/parts/icon-button.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { HandOver } from './hand-over.tsx';
import { roleWords } from './role-choice.tsx';
import { useDoing } from './use-doing.ts';
import type { OpenInvitations } from './use-invitations.ts';
import { WhyNot } from './why-not.tsx';

const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

type Asked = { readonly act: 'hand_over' | 'revoke'; readonly invitation: Invitation };

/** Who is invited and has not come yet. */
export function Invitations({ invitations }: { readonly invitations: OpenInvitations }) {
  const { list, failure, look } = invitations;
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      <p className="text-sm font-semibold">Invited</p>
      {list && list.length > 0 ? (
        <ul aria-label="Invited" className="border-line divide-line divide-y rounded-lg border">
          {list.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} onAsk={setAsked} />
          ))}
        </ul>
      ) : (
        <p className="text-soft text-sm">{absenceText(list !== null, failure !== null)}</p>
      )}
      {asked?.act === 'hand_over' ? (
        <Dialog isOpen onClose={close} title={`Invitation of ${asked.invitation.display_name}`}>
          <HandOver invitation={asked.invitation} />
        </Dialog>
      ) : null}
      {asked?.act === 'revoke' ? (
        <RevokeDialog invitation={asked.invitation} onRevoked={look} onClose={close} />
      ) : null}
    </>
  );
}

function absenceText(isKnown: boolean, isFailed: boolean): string {
  if (isKnown) return 'Nobody is invited at the moment.';
  return isFailed
    ? 'Invitations are kept by the server: they show here when it can be reached.'
    : 'Asking the server…';
}

interface InvitationRowProps {
  readonly invitation: Invitation;
  readonly onAsk: (asked: Asked) => void;
}

function InvitationRow({ invitation, onAsk }: InvitationRowProps) {
  const { email, display_name, role, expires_at } = invitation;
  const end = new Date(expires_at);
  const isOver = end.getTime() < useNow();
  return (
    <li className="flex min-h-till items-center gap-1 py-1 ps-4 pe-1">
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">
          {display_name} <span className="text-soft">· {roleWords[role]}</span>
        </span>
        <span className="text-soft block truncate text-sm">
          {email} · {isOver ? 'ended' : 'until'} {day.format(end)}
        </span>
      </span>
      <IconButton
        icon={Share2}
        label={`Text for ${display_name}`}
        onClick={() => onAsk({ act: 'hand_over', invitation })}
      />
      <IconButton
        icon={MailX}
        label={`Take back the invitation of ${display_name}`}
        onClick={() => onAsk({ act: 'revoke', invitation })}
      />
    </li>
  );
}

interface RevokeDialogProps {
  readonly invitation: Invitation;
  readonly onRevoked: () => Promise<void>;
  readonly onClose: () => void;
}

function RevokeDialog({ invitation, onRevoked, onClose }: RevokeDialogProps) {
  const { till, people } = useShop();
  const doing = useDoing();
  const revoke = async () => {
    const done = await doing.run(() => revokeInvitation(till, people, invitation.id));
    // Also where it was refused: somebody may have used it meanwhile.
    await onRevoked();
    if (done) onClose();
  };
  return (
    <Dialog isOpen onClose={onClose} title={`Take back the invitation of ${invitation.display_name}?`}>
      <div className="flex flex-col gap-4">
        <WhyNot refusal={doing.refusal} />
        <p>{invitation.email} can no longer join with it. You can invite them again.</p>
        <div className="flex flex-col gap-3 sm:flex-row-reverse">
          <Button tone="danger" size="lg" disabled={doing.isBusy} onClick={() => void revoke()}>
            {doing.isBusy ? 'Asking the server…' : 'Take it back'}
          </Button>
          <Button size="lg" onClick={onClose}>
            Keep it
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

import { ChevronRight, UserPlus, WifiOff } from 'lucide-react';
import { useState } from 'react';
import { members } from '#queries/members.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { useShop, useSyncView } from '#ui/shop-context.tsx';
import { Invitations } from './invitations.tsx';
import { InviteDialog, newInviteDraft } from './invite-dialog.tsx';
import { MemberDialog, type Member } from './member-dialog.tsx';
import { roleWords } from './role-choice.tsx';
import { useInvitations } from './use-invitations.ts';

/** Who works here: to see at any time, to change with internet only (R3.1-13). For admins. */
export function PeoplePart() {
  const { till } = useShop();
  const { connection } = useSyncView();
  const { rows } = useLive(members(till.db.read));
  const invitations = useInvitations();
  const [draft, setDraft] = useState(() => newInviteDraft());
  const [asked, setAsked] = useState<Member | 'invite' | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      <p className="text-soft">Who works at {till.location.name}. Every device learns of a change by sync.</p>
      {connection === 'offline' || connection === 'unreachable' ? (
        <Notice tone="attention" icon={WifiOff} title="Changing this needs internet">
          The list is as of the last sync. What you type is kept until it can be sent.
        </Notice>
      ) : null}
      <MemberList members={rows} ownId={till.user.id} onChoose={setAsked} />
      <Button icon={UserPlus} className="self-start" onClick={() => setAsked('invite')}>
        Invite somebody
      </Button>
      <Invitations invitations={invitations} />
      {asked === 'invite' ? (
        <InviteDialog
          draft={draft}
          onDraft={setDraft}
          onInvited={() => void invitations.look()}
          onClose={close}
        />
      ) : null}
      {asked !== null && asked !== 'invite' ? <MemberDialog member={asked} onClose={close} /> : null}
    </>
  );
}

interface MemberListProps {
  readonly members: readonly Member[];
  readonly ownId: string;
  readonly onChoose: (member: Member) => void;
}

function MemberList({ members: people, ownId, onChoose }: MemberListProps) {
  return (
    <ul aria-label="People" className="border-line divide-line divide-y rounded-lg border">
      {people.map((member) => (
        <li key={member.user_id}>
          <button
            type="button"
            onClick={() => onChoose(member)}
            className="hover:bg-hover flex min-h-till w-full items-center gap-3 px-4 text-start transition-colors"
          >
            <span className="min-w-0 flex-1 truncate font-medium">
              {member.name}{' '}
              <span className="text-soft">
                · {roleWords[member.role]}
                {member.user_id === ownId ? ' · you' : ''}
              </span>
            </span>
            <ChevronRight aria-hidden size={20} className="text-soft shrink-0" />
          </button>
        </li>
      ))}
    </ul>
  );
}

import { KeyRound, LockKeyhole, Trash2, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { isManager } from '#commands/till.ts';
import { useServices } from '#ui/app-services.ts';
import { autoLockMinutes, useAutoLockMinutes } from '#ui/hooks/use-preference.ts';
import { useLock } from '#ui/hooks/use-lock.ts';
import { Button } from '#ui/parts/button.tsx';
import { IconButton } from '#ui/parts/icon-button.tsx';
import { Segmented } from '#ui/parts/segmented.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { EnrolDialog } from './enrol-dialog.tsx';

const minutesSegments = autoLockMinutes.map((minutes) => ({
  value: String(minutes),
  label: minutes === 0 ? 'Off' : `${minutes} min`,
}));

/** Who has a PIN on this device, and when it locks. */
export function LockPart() {
  const { till } = useShop();
  const { session } = useServices();
  const { lock, people } = useLock();
  const [asked, setAsked] = useState<'me' | 'colleague' | null>(null);
  const state = session?.state();
  const ownEmail = state?.kind === 'known' ? state.profile.user.email : '';
  const hasOwn = people.some(({ user_id }) => user_id === till.user.id);
  return (
    <>
      <p className="text-soft">
        A PIN unlocks this device, changes the cashier and gives a manager’s approval, also without internet.
        It is kept on this device only.
      </p>
      {people.length > 0 ? (
        <ul aria-label="People with a PIN" className="border-line divide-line divide-y rounded-lg border">
          {people.map(({ user_id, name, role }) => (
            <li key={user_id} className="flex min-h-till items-center gap-3 ps-4 pe-1">
              <span className="min-w-0 flex-1 truncate font-medium">
                {name} <span className="text-soft">· {role}</span>
              </span>
              {lock.mayRemove(user_id) ? (
                <IconButton
                  icon={Trash2}
                  label={`Remove the PIN of ${name}`}
                  onClick={() => void lock.remove(user_id)}
                />
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button icon={KeyRound} onClick={() => setAsked('me')}>
          {hasOwn ? 'Change the PIN' : 'Set a PIN'} of {till.user.name}
        </Button>
        {hasOwn ? (
          <Button icon={UserPlus} onClick={() => setAsked('colleague')}>
            PIN of a colleague
          </Button>
        ) : null}
        {people.length > 0 ? (
          <Button icon={LockKeyhole} keyName="F8" onClick={() => lock.lockAllTabs()}>
            Lock now
          </Button>
        ) : null}
      </div>
      {people.length > 0 ? <AutoLock mayChange={isManager(till)} /> : null}
      {asked ? (
        <EnrolDialog ownEmail={asked === 'me' ? ownEmail : null} onClose={() => setAsked(null)} />
      ) : null}
    </>
  );
}

/** How long a till stays open behind somebody's back is not for whoever stands there to say. */
function AutoLock({ mayChange }: { readonly mayChange: boolean }) {
  const [minutes, setMinutes] = useAutoLockMinutes();
  const word = minutesSegments.find(({ value }) => value === String(minutes))?.label;
  return (
    <>
      <p className="text-sm font-semibold">Lock when nobody touches it</p>
      {mayChange ? (
        <Segmented
          label="Lock when nobody touches it"
          value={String(minutes)}
          segments={minutesSegments}
          onChange={(value) => setMinutes(autoLockMinutes.find((one) => String(one) === value) ?? 5)}
        />
      ) : (
        <p className="text-soft">{word}. A manager can change it.</p>
      )}
    </>
  );
}

import { LockKeyholeOpen } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useScanner } from '#ui/hooks/use-scanner.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { Button } from '#ui/parts/button.tsx';
import { dismissToasts } from '#ui/parts/toast.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { PasswordForm } from './password-form.tsx';
import { PersonChoice } from './person-choice.tsx';
import { PinField } from './pin-field.tsx';
import { usePeopleHere } from './use-people-here.ts';
import { usePin } from './use-pin.ts';

/** Instead of the shop, not over it: what is not drawn cannot be read. Sync goes on, and the open sale stays. */
export function LockScreen() {
  const { till } = useShop();
  const [isByPassword, setByPassword] = useState(false);
  useEffect(() => {
    dismissToasts();
    announce('The till is locked');
  }, []);
  return (
    <main className="scroll-calm flex h-dvh px-5 py-6">
      <div className="m-auto flex w-full max-w-md flex-col gap-4">
        <div className="flex items-center gap-3">
          <img src="/logo.svg" alt="" width={40} height={40} />
          <div>
            <h1 className="text-2xl">Locked</h1>
            <p className="text-soft">
              {till.location.name} · Till {till.device.code}
            </p>
          </div>
        </div>
        {isByPassword ? <ByPassword /> : <ByPin />}
        <Button tone="quiet" onClick={() => setByPassword(!isByPassword)}>
          {isByPassword ? 'Use a PIN' : 'Forgot the PIN, or none? Use a password'}
        </Button>
      </div>
    </main>
  );
}

function ByPin() {
  const { lock } = useShop();
  const here = usePeopleHere();
  const [picked, setPicked] = useState<string>(lock.cashier.id);
  const chosen = here.find(({ user_id }) => user_id === picked) ?? here[0];
  const input = useRef<HTMLInputElement>(null);
  const entry = usePin(chosen?.user_id ?? null, (userId, pin) => lock.unlock(userId, pin));
  // A scan is no PIN: it costs no try, and of its digits none stay.
  useScanner(() => entry.setPin(''));
  useEffect(() => input.current?.focus(), [chosen?.user_id]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void entry.submit();
  };
  if (!chosen) return <p>Nobody who works here has a PIN on this device.</p>;
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <PersonChoice people={here} chosenId={chosen.user_id} onChoose={setPicked} />
      <PinField entry={entry} inputRef={input} />
      <Button
        type="submit"
        tone="primary"
        size="xl"
        icon={LockKeyholeOpen}
        keyName="Enter"
        disabled={entry.isBusy || entry.waitMs > 0}
      >
        Unlock
      </Button>
    </form>
  );
}

function ByPassword() {
  const { lock } = useShop();
  useScanner(() => undefined);
  return (
    <>
      <p className="text-soft">
        The e-mail address and the password of anyone who works here. It needs internet; a new PIN is set in
        Settings afterwards.
      </p>
      <PasswordForm
        word="Unlock"
        check={(email, password) => lock.unlockByPassword(email, password)}
        onPerson={() => null}
      />
    </>
  );
}

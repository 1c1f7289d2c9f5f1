import { MonitorSmartphone } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { Membership, NewDevice, RegisteredDevice } from '#sync/session-port.ts';
import { Button } from '#ui/parts/button.tsx';
import { Field } from '#ui/parts/field.tsx';
import { FormerTill } from './former-till.tsx';
import { formText } from './form-text.ts';
import { Welcome } from './welcome.tsx';

interface NameDeviceProps {
  readonly membership: Membership;
  readonly error: string | null;
  readonly onName: (device: NewDevice) => Promise<void>;
  readonly onBack: () => void;
}

export function NameDevice({ membership, error, onName, onBack }: NameDeviceProps) {
  const [isBusy, setBusy] = useState(false);
  const [former, setFormer] = useState<RegisteredDevice | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    const name = formText(event.currentTarget, 'name').trim();
    await onName(former ? { name, replaces: former } : { name });
    setBusy(false);
  };
  return (
    <Welcome title="Name this device">
      <p className="text-soft">
        {membership.location.name} gives it a code of its own. The code is part of every receipt number, so
        that two tills never print the same one, even offline.
      </p>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <Field
          label="Device name"
          name="name"
          required
          maxLength={120}
          autoComplete="off"
          defaultValue="Till"
          hint="For example: Front till, Tablet at the door"
          error={error}
        />
        <Button type="submit" tone="primary" size="lg" icon={MonitorSmartphone} disabled={isBusy}>
          {isBusy ? 'Registering…' : wordFor(former)}
        </Button>
        <Button tone="quiet" onClick={onBack}>
          Choose another location
        </Button>
        {/* It comes from the server, so it stands where it moves nothing. */}
        <FormerTill membership={membership} chosen={former} onChoose={setFormer} />
      </form>
    </Welcome>
  );
}

function wordFor(former: RegisteredDevice | null): string {
  return former ? `Register in place of till ${former.code}` : 'Register this device';
}

import { useEffect, useState } from 'react';
import type { Membership, RegisteredDevice } from '#sync/session-port.ts';
import { useServices } from '#ui/app-services.ts';

interface FormerTillProps {
  readonly membership: Membership;
  readonly chosen: RegisteredDevice | null;
  readonly onChoose: (device: RegisteredDevice | null) => void;
}

/** Whether this is a till of the location whose storage was lost. Who may not retire it learns whom to ask. */
export function FormerTill({ membership, chosen, onChoose }: FormerTillProps) {
  const devices = useDevices(membership.location.id);
  if (devices === null || devices.length === 0) return null;
  if (membership.role === 'cashier') {
    return (
      <p className="text-soft text-sm">
        Was this device a till of {membership.location.name} before, and its data is gone? Then let a manager
        sign in on it first.
      </p>
    );
  }
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-sm font-semibold">
        Was this device a till here before, and its data is gone?
      </legend>
      <Choice label="No, it is new here" isChosen={chosen === null} onChoose={() => onChoose(null)} />
      {devices.map((device) => (
        <Choice
          key={device.id}
          label={`This is till ${device.code} · ${device.name}`}
          isChosen={chosen?.id === device.id}
          onChoose={() => onChoose(device)}
        />
      ))}
      {chosen ? (
        <p className="text-soft text-sm">
          Till {chosen.code} is retired: its code is never used again. If it is still in use somewhere, do not
          choose it.
        </p>
      ) : null}
    </fieldset>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Choice({ label, isChosen, onChoose }: ChoiceProps) {
  return (
    <label className="min-h-touch hover:bg-hover flex cursor-pointer items-center gap-3 rounded-md px-2">
      <input
        type="radio"
        name="former"
        className="accent-brand size-5"
        checked={isChosen}
        onChange={onChoose}
      />
      {label}
    </label>
  );
}

function useDevices(locationId: string): readonly RegisteredDevice[] | null {
  const { devicesOf } = useServices();
  const [devices, setDevices] = useState<readonly RegisteredDevice[] | null>(null);
  useEffect(() => {
    let isGone = false;
    void devicesOf(locationId).then((found) => isGone || setDevices(found));
    return () => {
      isGone = true;
    };
  }, [devicesOf, locationId]);
  return devices;
}

/**
 * Tills of a location whose storage was lost and which this device replaces
 * (requirements !5): the last numbers that the server had of them, kept until a
 * manager has confirmed that later receipts are looked for. Outside the
 * databases of users, and mirrored, as the device's identity.
 */
import type { DurableStore } from './platform.ts';
import { isRecord, readStored, writeStored } from './stored-json.ts';

export interface ReplacedTill {
  readonly code: string;
  /** One of each kind of document; none where nothing of it ever arrived. */
  readonly lastNumbers: readonly string[];
}

export interface ReplacedTills {
  /** Oldest first. */
  unconfirmed(): readonly ReplacedTill[];
  /** Both resolve when a power cut cannot undo it. */
  note(till: ReplacedTill): Promise<void>;
  confirm(code: string): Promise<void>;
}

export function replacedTills(storage: DurableStore, locationId: string): ReplacedTills {
  const key = `flux.numbers.missing.${locationId}`;
  const unconfirmed = () => readStored(storage, key, areTills) ?? [];
  const write = (tills: readonly ReplacedTill[]) => {
    writeStored(storage, key, tills);
    return storage.durable();
  };
  const others = (code: string) => unconfirmed().filter((one) => one.code !== code);
  return {
    unconfirmed,
    note: (till) => write([...others(till.code), till]),
    confirm: (code) => write(others(code)),
  };
}

function areTills(value: unknown): value is readonly ReplacedTill[] {
  return Array.isArray(value) && value.every(isTill);
}

function isTill(value: unknown): value is ReplacedTill {
  return (
    isRecord(value) &&
    typeof value.code === 'string' &&
    Array.isArray(value.lastNumbers) &&
    value.lastNumbers.every((one) => typeof one === 'string')
  );
}

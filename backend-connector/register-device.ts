/** Gives this device its code at a location: once, and again whenever a new database of it is made. */
import type { SupabaseClient } from '@supabase/supabase-js';
import * as z from 'zod';
import { entityTypes, type EntityType } from '#schema/document-kinds.ts';
import type { DeviceIdentity } from '#db/device.ts';

const sequences = z.partialRecord(z.enum(entityTypes), z.int());

const registered = z.object({
  id: z.string(),
  location_id: z.string(),
  code: z.string(),
  last_sequences: sequences,
  replaced_sequences: sequences.nullish(),
});

export type Sequences = Readonly<Partial<Record<EntityType, number>>>;

type Registration =
  | {
      readonly kind: 'registered';
      readonly device: DeviceIdentity;
      readonly lastSequences: Sequences;
      /** The last numbers that the server has of the device that this one replaces; null where it replaces none. */
      readonly replacedSequences: Sequences | null;
    }
  | RegistrationFailure;

export type RegistrationFailure =
  | { readonly kind: 'no_network' }
  | { readonly kind: 'not_allowed' | 'server_error'; readonly message: string };

interface Asked {
  readonly id: string;
  readonly location_id: string;
  readonly name: string;
  /** The id of the device whose storage was lost: it is retired. */
  readonly replaces?: string;
}

/** Asking again is safe. */
export async function registerDevice(client: SupabaseClient, device: Asked): Promise<Registration> {
  const { data, error } = await client.rpc('register_device', { device });
  if (error) return failureOf(error.code ?? '', error.message);
  const answer = registered.safeParse(data).data;
  if (!answer) return { kind: 'server_error', message: 'it gave an answer that this app does not know' };
  return {
    kind: 'registered',
    device: { id: answer.id, code: answer.code, location_id: answer.location_id, name: device.name },
    lastSequences: answer.last_sequences,
    replacedSequences: answer.replaced_sequences ?? null,
  };
}

/** Without a code nothing of ours answered: no network, a proxy, a captive portal. */
function failureOf(code: string, message: string): RegistrationFailure {
  if (code === '') return { kind: 'no_network' };
  return { kind: code.startsWith('RA') ? 'not_allowed' : 'server_error', message };
}

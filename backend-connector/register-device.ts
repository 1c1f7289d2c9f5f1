/** Gives this device its code at a location: once, and again whenever a new database of it is made. */
import type { SupabaseClient } from '@supabase/supabase-js';
import * as z from 'zod';
import { entityTypes } from '#schema/push.ts';
import type { DeviceIdentity } from '#db/device.ts';

const registered = z.object({
  id: z.string(),
  location_id: z.string(),
  code: z.string(),
  last_sequences: z.partialRecord(z.enum(entityTypes), z.int()),
});

type Registration =
  | {
      readonly kind: 'registered';
      readonly device: DeviceIdentity;
      readonly lastSequences: Readonly<Record<string, number>>;
    }
  | RegistrationFailure;

export type RegistrationFailure =
  | { readonly kind: 'no_network' }
  | { readonly kind: 'not_allowed' | 'server_error'; readonly message: string };

/** Asking again is safe. */
export async function registerDevice(
  client: SupabaseClient,
  device: { readonly id: string; readonly location_id: string; readonly name: string },
): Promise<Registration> {
  const { data, error } = await client.rpc('register_device', { device });
  if (error) return failureOf(error.code ?? '', error.message);
  const answer = registered.safeParse(data).data;
  if (!answer) return { kind: 'server_error', message: 'it gave an answer that this app does not know' };
  return {
    kind: 'registered',
    device: { id: answer.id, code: answer.code, location_id: answer.location_id, name: device.name },
    lastSequences: answer.last_sequences,
  };
}

/** Without a code nothing of ours answered: no network, a proxy, a captive portal. */
function failureOf(code: string, message: string): RegistrationFailure {
  if (code === '') return { kind: 'no_network' };
  return { kind: code.startsWith('RA') ? 'not_allowed' : 'server_error', message };
}

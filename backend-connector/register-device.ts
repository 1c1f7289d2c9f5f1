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
  server_now: z.string(),
});

export interface Registered {
  readonly device: DeviceIdentity;
  readonly lastSequences: Readonly<Record<string, number>>;
  readonly serverNow: string;
}

/** Rejects where the server does not answer; asking again is safe. */
export async function registerDevice(
  client: SupabaseClient,
  device: { readonly id: string; readonly location_id: string; readonly name: string },
): Promise<Registered> {
  const { data } = await client.rpc('register_device', { device }).throwOnError();
  const answer = registered.parse(data);
  return {
    device: { id: answer.id, code: answer.code, location_id: answer.location_id, name: device.name },
    lastSequences: answer.last_sequences,
    serverNow: answer.server_now,
  };
}

/** The tills of a location, for a device that may have been one of them (requirements !5). */
import type { SupabaseClient } from '@supabase/supabase-js';
import * as z from 'zod';
import type { RegisteredDevice } from '#db/session-types.ts';
import { devicesRow } from '#schema/tables.generated.ts';

const rows = z.array(devicesRow.pick({ id: true, code: true, name: true }));

/** Those in use, by code; null where the server did not say. */
export async function locationDevices(
  client: SupabaseClient,
  locationId: string,
): Promise<readonly RegisteredDevice[] | null> {
  const { data, error } = await client
    .from('devices')
    .select('id,code,name')
    .eq('location_id', locationId)
    .is('retired_at', null)
    .order('code');
  return error ? null : (rows.safeParse(data).data ?? null);
}

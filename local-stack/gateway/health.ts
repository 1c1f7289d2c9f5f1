import type { Context } from 'hono';
import type pg from 'pg';

type Lag = { readonly is_active: boolean; readonly lag_bytes: string | null };

/**
 * What works and what does not, for a monitor: 200 or 503, without a name, an address or a text of an error.
 * `sync` is that of the built-in server or of a service elsewhere: whoever holds the replication slot.
 */
export async function answerHealth(
  c: Context,
  pool: pg.Pool,
  isSyncing: boolean,
  log: (line: string) => void,
): Promise<Response> {
  try {
    const slots = await readLag(pool);
    const isDown = isSyncing && !slots.some((slot) => slot.is_active);
    const lagBytes =
      slots.length === 0 ? null : Math.max(...slots.map((slot) => Number(slot.lag_bytes ?? 0)));
    const body = { database: 'ok', sync: isSyncing ? (isDown ? 'down' : 'ok') : 'none', lag_bytes: lagBytes };
    return c.json({ status: isDown ? 'degraded' : 'ok', ...body }, isDown ? 503 : 200);
  } catch (error) {
    log(`health: ${error instanceof Error ? error.message : String(error)}`);
    return c.json({ status: 'down', database: 'down', sync: 'unknown', lag_bytes: null }, 503);
  }
}

async function readLag(pool: pg.Pool): Promise<Lag[]> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin read only');
    await client.query('set local role service_role');
    const { rows } = await client.query<Lag>('select is_active, lag_bytes from operating.replication_lag');
    await client.query('commit');
    return rows;
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    // Whatever went wrong, the role must not stay on a connection that others get.
    client.release(broken);
  }
}
